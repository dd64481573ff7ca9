package org.tallystick.statement;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;

/** Reads the entries of one account. */
record StatementSql(Connection connection, AccountRef account) {
    private static final int ROWS_AT_ONCE = 1_000;

    /**
     * Booking times never fall along an account's entries, so the first entry of a period is found by halving the range of
     * numbers: some twenty look-ups by primary key among a million entries, and no index on the time.
     */
    private static final String FIRST_AT_OR_AFTER = """
            WITH RECURSIVE search (low, high) AS (
                SELECT 1::bigint, a.entry_count + 1 FROM account a WHERE a.community_id = ? AND a.account_id = ?
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
            SELECT e.entry_no, e.booked_at, t.value_date, e.trade_id, t.description, e.amount, e.balance_after, t.reverses,
                   a.kind, a.partner, a.currency_code, c.position, m.handle
              FROM entry e
              JOIN trade t ON t.community_id = e.community_id AND t.trade_id = e.trade_id
              JOIN account a ON a.community_id = t.community_id
                            AND a.account_id = CASE WHEN t.payer_id = e.account_id THEN t.payee_id ELSE t.payer_id END
              JOIN currency c ON c.community_id = a.community_id AND c.code = a.currency_code
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE e.community_id = ? AND e.account_id = ? AND e.entry_no >= ? AND e.entry_no < ?
             ORDER BY e.entry_no""";

    /** What is done with each line. */
    interface Each {
        void accept(StatementLine line) throws SQLException, IOException;
    }

    /** The number of the first entry booked at this instant or later; behind the last one if there is none. */
    long firstAtOrAfter(Instant instant) throws SQLException {
        OffsetDateTime time = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(FIRST_AT_OR_AFTER)) {
            setAccount(statement, 1);
            statement.setObject(3, time);
            statement.setObject(4, time);
            setAccount(statement, 5);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** The balance after this entry; zero for number 0. */
    Amount balanceAfter(long entryNo) throws SQLException {
        if (entryNo == 0) {
            return Amount.ZERO;
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
    Amount[] totals(long first, long end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            setAccount(statement, 1);
            statement.setLong(3, first);
            statement.setLong(4, end);
            ResultSet row = statement.executeQuery();
            row.next();
            return new Amount[] {exact(row.getBigDecimal(1)), exact(row.getBigDecimal(2))};
        }
    }

    private static Amount exact(BigDecimal units) {
        return Amount.ofMinorUnits(units.longValueExact());
    }

    /** Hands over the lines from one number to before another, a page of rows in memory at a time. */
    void lines(long first, long end, Each each) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(LINES)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            setAccount(statement, 1);
            statement.setLong(3, first);
            statement.setLong(4, end);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                each.accept(line(rows));
            }
        }
    }

    private StatementLine line(ResultSet row) throws SQLException {
        int scale = account.currency().scale();
        return new StatementLine(
                row.getLong("entry_no"),
                row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                row.getObject("value_date", LocalDate.class),
                row.getObject("trade_id", UUID.class),
                AccountAddress.canonical(
                        row.getString("handle"),
                        row.getString("kind"),
                        row.getString("partner"),
                        row.getInt("position") == 0,
                        row.getString("currency_code")),
                row.getString("description"),
                Amount.ofMinorUnits(row.getLong("amount")).format(scale),
                Amount.ofMinorUnits(row.getLong("balance_after")).format(scale),
                row.getObject("reverses", UUID.class));
    }

    private void setAccount(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, account.community().value());
        statement.setObject(index + 1, account.id().value());
    }
}
