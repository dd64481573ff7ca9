package org.tallystick.posting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;

/** How a row of the table {@code account} is read. */
public final class AccountColumns {
    /** What to select, at the beginning; the version of the limits comes last. */
    public static final String NAMES = "account_id, currency_code, status, balance, entry_count, held_out, held_in,"
            + " credit_limit, balance_cap, last_booked_at, limits_version";

    private static final int LIMITS_VERSION = 11;

    private AccountColumns() {}

    public static Account read(ResultSet row) throws SQLException {
        long limit = row.getLong(8);
        CreditLimit creditLimit = row.wasNull() ? CreditLimit.NONE : new CreditLimit(limit);
        long cap = row.getLong(9);
        BalanceCap balanceCap = row.wasNull() ? BalanceCap.NONE : new BalanceCap(cap);
        OffsetDateTime lastBookedAt = row.getObject(10, OffsetDateTime.class);
        return new Account(
                new AccountId(row.getObject(1, UUID.class)),
                new CurrencyCode(row.getString(2)),
                AccountStatus.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                Amount.ofMinorUnits(row.getLong(4)),
                row.getLong(5),
                Amount.ofMinorUnits(row.getLong(6)),
                Amount.ofMinorUnits(row.getLong(7)),
                creditLimit,
                balanceCap,
                lastBookedAt == null ? Instant.EPOCH : lastBookedAt.toInstant());
    }

    /** The version that the ETag of the account's limits shows. */
    public static long limitsVersion(ResultSet row) throws SQLException {
        return row.getLong(LIMITS_VERSION);
    }
}
