package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;

/** The entries of one account in their order, which is that of their numbers and of their booking times alike. */
public record AccountEntries(Connection connection, CommunityId community, AccountId account) {
    private static final String REACH =
            "SELECT entry_count, balance, last_booked_at FROM account WHERE community_id = ? AND account_id = ?";

    /**
     * Booking times never fall along an account's entries, so the first entry of a period is found by halving the range of
     * numbers: some twenty look-ups by primary key among a million entries, and no index on the time.
     */
    private static final String FIRST_AT_OR_AFTER = """
            WITH RECURSIVE search (low, high) AS (
                SELECT 1::bigint, ?::bigint
                UNION ALL
                SELECT CASE WHEN e.booked_at < ? THEN s.middle + 1 ELSE s.low END,
                       CASE WHEN e.booked_at < ? THEN s.high ELSE s.middle END
                  FROM (SELECT low, high, (low + high) / 2 AS middle FROM search WHERE low < high) s
                  JOIN entry e ON e.community_id = ? AND e.account_id = ? AND e.entry_no = s.middle)
            SELECT low FROM search WHERE low = high""";

    /**
     * How far an account has come.
     *
     * @param lastBookedAt empty before its first entry
     */
    public record Reach(long entryCount, Amount balance, Optional<Instant> lastBookedAt) {}

    public Reach reach() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REACH)) {
            setAccount(statement, 1);
            ResultSet row = statement.executeQuery();
            row.next();
            return new Reach(
                    row.getLong(1),
                    Amount.ofMinorUnits(row.getLong(2)),
                    Optional.ofNullable(row.getObject(3, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
        }
    }

    /** The number of the first entry booked at this instant or later; behind the last one if there is none. */
    public long firstAtOrAfter(Instant instant, Reach reach) throws SQLException {
        if (reach.lastBookedAt().map(last -> last.isBefore(instant)).orElse(true)) {
            return reach.entryCount() + 1;
        }
        OffsetDateTime time = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(FIRST_AT_OR_AFTER)) {
            statement.setLong(1, reach.entryCount() + 1);
            statement.setObject(2, time);
            statement.setObject(3, time);
            setAccount(statement, 4);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Sets the two parameters that name the account, from this index on. */
    public void setAccount(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, community.value());
        statement.setObject(index + 1, account.value());
    }
}
