package org.tallystick.statement;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.posting.AccountEntries;
import org.tallystick.posting.AccountEntries.Reach;

/** Reads what a statement shows of the entries of one account. */
record StatementSql(AccountEntries entries) {
    private static final String BALANCE_AFTER =
            "SELECT balance_after FROM entry WHERE community_id = ? AND account_id = ? AND entry_no = ?";

    private static final String TOTALS = """
            SELECT coalesce(sum(amount) FILTER (WHERE amount > 0), 0), coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)
              FROM entry WHERE community_id = ? AND account_id = ? AND entry_no >= ? AND entry_no < ?""";

    /**
     * The other side of a payment is the first of those who are paid, or pay; of a levy it is the fund, and for the fund the first of those
     * who owe it. Of most trades no line stands in {@code trade_line}.
     */
    private static final String LINES = """
            SELECT e.entry_no, e.booked_at, t.value_date, e.trade_id,
                   CASE WHEN further.levy THEN further.levied WHEN e.amount < 0 THEN t.payee_id ELSE t.payer_id END,
                   t.description, e.amount, e.balance_after, t.reverses,
                   t.by_office AND t.on_behalf_of IS NOT NULL AND t.reverses IS NULL, t.category,
                   coalesce(further.levy, false),
                   CASE WHEN further.levy THEN further.levies - 1 ELSE further.parties END
              FROM entry e
              JOIN trade t ON t.community_id = e.community_id AND t.trade_id = e.trade_id
             CROSS JOIN LATERAL (
                   SELECT bool_or(l.kind = 'levy' AND l.account_id = e.account_id AND l.entry_no = e.entry_no) AS levy,
                          count(*) FILTER (WHERE l.kind = 'payment' AND sign(o.amount) <> sign(e.amount)) AS parties,
                          count(*) FILTER (WHERE l.kind = 'levy' AND sign(o.amount) <> sign(e.amount)) AS levies,
                          (array_agg(l.account_id ORDER BY l.line_no)
                               FILTER (WHERE l.kind = 'levy' AND sign(o.amount) <> sign(e.amount)))[1] AS levied
                     FROM trade_line l
                     JOIN entry o ON o.community_id = l.community_id AND o.account_id = l.account_id AND o.entry_no = l.entry_no
                    WHERE l.community_id = e.community_id AND l.trade_id = e.trade_id) further
             WHERE e.community_id = ? AND e.account_id = ? AND e.entry_no >= ? AND e.entry_no < ?
             ORDER BY e.entry_no""";

    static StatementSql of(Connection connection, AccountRef account) {
        return new StatementSql(new AccountEntries(connection, account.community(), account.id()));
    }

    /** The balance after this entry; zero for number 0. */
    Amount balanceAfter(long entryNo, Reach reach) throws SQLException {
        if (entryNo == 0) {
            return Amount.ZERO;
        }
        if (entryNo == reach.entryCount()) {
            return reach.balance();
        }
        try (PreparedStatement statement = entries.connection().prepareStatement(BALANCE_AFTER)) {
            entries.setAccount(statement, 1);
            statement.setLong(3, entryNo);
            ResultSet row = statement.executeQuery();
            row.next();
            return Amount.ofMinorUnits(row.getLong(1));
        }
    }

    /** What came in and what went out from one number to before another. */
    StatementTotals totals(long first, long end) throws SQLException {
        try (PreparedStatement statement = entries.connection().prepareStatement(TOTALS)) {
            entries.setAccount(statement, 1);
            statement.setLong(3, first);
            statement.setLong(4, end);
            ResultSet row = statement.executeQuery();
            row.next();
            return new StatementTotals(exact(row.getBigDecimal(1)), exact(row.getBigDecimal(2)));
        }
    }

    private static Amount exact(BigDecimal units) {
        try {
            return Amount.ofMinorUnits(units.longValueExact());
        } catch (ArithmeticException e) {
            throw new AmountOverflowException("a total of " + units + " units");
        }
    }

    /** The rows from one number to before another. */
    List<StatementRow> rows(long first, long end) throws SQLException {
        List<StatementRow> found = new ArrayList<>();
        if (first >= end) {
            return found;
        }
        try (PreparedStatement statement = entries.connection().prepareStatement(LINES)) {
            entries.setAccount(statement, 1);
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
                Optional.ofNullable(row.getObject(9, UUID.class)),
                row.getBoolean(10),
                Optional.ofNullable(row.getString(11)),
                row.getBoolean(12),
                row.getInt(13));
    }
}
