package org.tallystick.credit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;

/** Reads which accounts stand beyond their soft limits, and notes since when. */
record BeyondSql(Connection connection, PolicyPlace place) {
    /** A balance that has been inside for so long has settled. */
    private static final Duration OVER_AFTER = Duration.ofDays(7);

    /** As {@link SoftLimit} finds them; an absent one is null, and nothing is beyond it. */
    private static final String BEYOND = """
            SELECT s.*, m.handle, m.member_id, l.over_soft_since, coalesce(l.overdue_told, false) AS overdue_told
              FROM (SELECT a.community_id, a.account_id, a.member_id AS owner, a.balance, a.credit_limit, a.balance_cap,
                           coalesce(div(a.credit_limit::numeric * ?::int, 100), ?::bigint) AS soft_limit,
                           coalesce(div(a.balance_cap::numeric * ?::int, 100), ?::bigint) AS soft_cap
                      FROM account a
                     WHERE a.community_id = ? AND a.currency_code = ? AND a.kind = 'member' AND a.status <> 'closed') s
              JOIN member m ON m.community_id = s.community_id AND m.member_id = s.owner
              LEFT JOIN account_limits l ON l.community_id = s.community_id AND l.account_id = s.account_id
             WHERE s.balance < -s.soft_limit OR s.balance > s.soft_cap
             ORDER BY m.handle""";

    private static final String BEGIN = """
            INSERT INTO account_limits AS l (community_id, source, over_soft_since, account_id)
            SELECT ?, 'default', ?, n.account FROM unnest(?::uuid[]) AS n (account)
            ON CONFLICT (community_id, account_id) DO UPDATE
               SET over_soft_since = EXCLUDED.over_soft_since, inside_since = NULL, overdue_told = false""";

    private static final String INSIDE = """
            UPDATE account_limits l SET inside_since = ?
              FROM account a
             WHERE l.community_id = ? AND l.over_soft_since IS NOT NULL AND l.inside_since IS NULL
               AND NOT l.account_id = ANY (?::uuid[])
               AND a.community_id = l.community_id AND a.account_id = l.account_id AND a.currency_code = ?""";

    private static final String BEYOND_AGAIN = """
            UPDATE account_limits SET inside_since = NULL
             WHERE community_id = ? AND account_id = ANY (?::uuid[]) AND inside_since IS NOT NULL""";

    private static final String END = """
            UPDATE account_limits l SET over_soft_since = NULL, inside_since = NULL, overdue_told = false
              FROM account a
             WHERE l.community_id = ? AND l.over_soft_since IS NOT NULL AND l.inside_since <= ?
               AND a.community_id = l.community_id AND a.account_id = l.account_id AND a.currency_code = ?""";

    private static final String TOLD =
            "UPDATE account_limits SET overdue_told = true WHERE community_id = ? AND account_id = ANY (?::uuid[])";

    /**
     * An account beyond its soft limit.
     *
     * @param since empty: it was not noticed yet
     */
    record Found(
            AccountId account,
            UUID member,
            String handle,
            Amount balance,
            Beyond beyond,
            Optional<Instant> since,
            boolean overdueTold) {}

    /** In the order of the handles. */
    List<Found> read(Terms terms) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEYOND)) {
            set(statement, 1, terms.softCreditLimit());
            set(statement, 3, terms.softBalanceCap());
            statement.setObject(5, place.community().value());
            statement.setString(6, place.currency().code().value());
            ResultSet rows = statement.executeQuery();
            List<Found> found = new ArrayList<>();
            while (rows.next()) {
                read(rows, terms).ifPresent(found::add);
            }
            return found;
        }
    }

    private static Optional<Found> read(ResultSet row, Terms terms) throws SQLException {
        Band band = StandingSql.band(row.getLong("credit_limit"), row.getObject("balance_cap", Long.class));
        Amount balance = Amount.ofMinorUnits(row.getLong("balance"));
        OffsetDateTime since = row.getObject("over_soft_since", OffsetDateTime.class);
        AccountId account = new AccountId(row.getObject("account_id", UUID.class));
        UUID member = row.getObject("member_id", UUID.class);
        String handle = row.getString("handle");
        boolean told = row.getBoolean("overdue_told");
        return Beyond.of(terms, band, balance)
                .map(beyond -> new Found(
                        account,
                        member,
                        handle,
                        balance,
                        beyond,
                        Optional.ofNullable(since).map(OffsetDateTime::toInstant),
                        told));
    }

    private static void set(PreparedStatement statement, int index, Optional<SoftLimit> soft) throws SQLException {
        @Nullable Integer percent = null;
        @Nullable Long amount = null;
        if (soft.isPresent()) {
            if (soft.get() instanceof SoftLimit.Percent part) {
                percent = part.percent();
            } else {
                amount = ((SoftLimit.At) soft.get()).amount().minorUnits();
            }
        }
        statement.setObject(index, percent);
        statement.setObject(index + 1, amount);
    }

    void begin(Collection<AccountId> accounts, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setObject(1, place.community().value());
            statement.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setArray(3, PartnerSql.ids(connection, Optional.of(accounts)));
            statement.executeUpdate();
        }
    }

    /**
     * All others in the currency are inside, and those that have been for so long that it is over. Whoever comes and goes in between is
     * beyond all the while, so that nobody ends a settlement period for a day, and nobody is told again and again.
     */
    void insideExcept(Collection<AccountId> accounts, Instant now) throws SQLException {
        CurrencyCode currency = place.currency().code();
        try (PreparedStatement statement = connection.prepareStatement(BEYOND_AGAIN)) {
            statement.setObject(1, place.community().value());
            statement.setArray(2, PartnerSql.ids(connection, Optional.of(accounts)));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSIDE)) {
            statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setObject(2, place.community().value());
            statement.setArray(3, PartnerSql.ids(connection, Optional.of(accounts)));
            statement.setString(4, currency.value());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setObject(1, place.community().value());
            statement.setObject(2, OffsetDateTime.ofInstant(now.minus(OVER_AFTER), ZoneOffset.UTC));
            statement.setString(3, currency.value());
            statement.executeUpdate();
        }
    }

    void overdueTold(Collection<AccountId> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
            statement.setObject(1, place.community().value());
            statement.setArray(2, PartnerSql.ids(connection, Optional.of(accounts)));
            statement.executeUpdate();
        }
    }
}
