package org.tallystick.statement;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/** Reads the entries of one account. */
record StatementSql(Connection connection, AccountRef account) {
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

    private static final String BALANCE_AFTER =
            "SELECT balance_after FROM entry WHERE community_id = ? AND account_id = ? AND entry_no = ?";

    private static final String TOTALS = """
            SELECT coalesce(sum(amount) FILTER (WHERE amount > 0), 0), coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)
              FROM entry WHERE community_id = ? AND account_id = ? AND entry_no >= ? AND entry_no < ?""";

    private static final String LINES = """
            SELECT e.entry_no, e.booked_at, t.value_date, e.trade_id,
                   CASE WHEN t.payer_id = e.account_id THEN t.payee_id ELSE t.payer_id END,
                   t.description, e.amount, e.balance_after, t.reverses
              FROM entry e
              JOIN trade t ON t.community_id = e.community_id AND t.trade_id = e.trade_id
             WHERE e.community_id = ? AND e.account_id = ? AND e.entry_no >= ? AND e.entry_no < ?
             ORDER BY e.entry_no""";

    /**
     * How far an account has come.
     *
     * @param lastBookedAt empty before its first entry
     */
    record Reach(long entryCount, Amount balance, Optional<Instant> lastBookedAt) {}

    Reach reach() throws SQLException {
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
    long firstAtOrAfter(Instant instant, Reach reach) throws SQLException {
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

    /** The balance after this entry; zero for number 0. */
    Amount balanceAfter(long entryNo, Reach reach) throws SQLException {
        if (entryNo == 0) {
            return Amount.ZERO;
        }
        if (entryNo == reach.entryCount()) {
            return reach.balance();
        }
        try (PreparedStatement statement = connection.prepareStatement(BALANCE_AFTER)) {
            setAccount(statement, 1);
            statement.setLong(3, entryNo);
            ResultSet row = statement.executeQuery();
            row.next();
            return Amount.ofMinorUnits(row.getLong(1));
        }
    }

    /** What came in and what went out from one number to before another. */
    StatementTotals totals(long first, long end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            setAccount(statement, 1);
            statement.setLong(3, first);
            statement.setLong(4, end);
            ResultSet row = statement.executeQuery();
            row.next();
            return new StatementTotals(exact(row.getBigDecimal(1)), exact(row.getBigDecimal(2)));
        }
    }

    private static Amount exact(BigDecimal units) {
        return Amount.ofMinorUnits(units.longValueExact());
    }

    /** The rows from one number to before another. */
    List<StatementRow> rows(long first, long end) throws SQLException {
        List<StatementRow> found = new ArrayList<>();
        if (first >= end) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(LINES)) {
            setAccount(statement, 1);
            statement.setLong(3, first);
            statement.setLong(4, end);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.add(row(rows));
            }
        }
        return found;
    }

    private static StatementRow row(ResultSet row) throws SQLException {
        return new StatementRow(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, LocalDate.class),
                row.getObject(4, UUID.class),
                new AccountId(row.getObject(5, UUID.class)),
                row.getString(6),
                Amount.ofMinorUnits(row.getLong(7)),
                Amount.ofMinorUnits(row.getLong(8)),
                Optional.ofNullable(row.getObject(9, UUID.class)));
    }

    private void setAccount(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, account.community().value());
        statement.setObject(index + 1, account.id().value());
    }
}
