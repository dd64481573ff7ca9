package org.tallystick.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;

/** All of an account that changes, as last committed. */
record AccountState(Account account, long limitsVersion) {
    private static final String READ = """
            SELECT account_id, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, last_booked_at,
                   limits_version
              FROM account WHERE community_id = ? AND account_id = ANY (?)""";

    static Map<AccountId, AccountState> read(
            Connection connection, CommunityId community, Collection<AccountId> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", accounts.stream().map(AccountId::value).toArray()));
            ResultSet rows = statement.executeQuery();
            Map<AccountId, AccountState> found = new HashMap<>();
            while (rows.next()) {
                Account account = account(rows);
                found.put(account.id(), new AccountState(account, rows.getLong("limits_version")));
            }
            return found;
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        OffsetDateTime lastBookedAt = row.getObject("last_booked_at", OffsetDateTime.class);
        long limit = row.getLong("credit_limit");
        CreditLimit creditLimit = row.wasNull() ? CreditLimit.NONE : new CreditLimit(limit);
        long cap = row.getLong("balance_cap");
        BalanceCap balanceCap = row.wasNull() ? BalanceCap.NONE : new BalanceCap(cap);
        return new Account(
                new AccountId(row.getObject("account_id", UUID.class)),
                AccountStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                new Amount(row.getLong("balance")),
                row.getLong("entry_count"),
                new Amount(row.getLong("held_out")),
                new Amount(row.getLong("held_in")),
                creditLimit,
                balanceCap,
                lastBookedAt == null ? Instant.EPOCH : lastBookedAt.toInstant());
    }
}
