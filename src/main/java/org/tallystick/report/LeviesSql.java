package org.tallystick.report;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;

/** Reads what moved on the community's fund in a period. */
record LeviesSql(BooksAtOnce books, ReportRequest request) {
    private static final String FUND = "SELECT p.opening, p.closing FROM " + PositionSql.ACCOUNTS + PositionSql.POSITION
            + " WHERE a.community_id = ? AND a.currency_code = ? AND a.kind = 'fund'";

    /**
     * No trade says by which version of a levy it paid. An instalment does; else it is the one that was in force on the day of the
     * booking, and had been made by then. What comes back is of the version by which it was taken.
     */
    private static final String LEVIES = "SELECT " + Subject.COLUMNS + """
            , by_version.version, by_version.trades, by_version.taken, by_version.given_back
              FROM (SELECT line.community_id, line.account_id, line.version, count(DISTINCT line.trade_id) AS trades,
                           coalesce(-sum(line.amount) FILTER (WHERE line.amount < 0), 0) AS taken,
                           coalesce(sum(line.amount) FILTER (WHERE line.amount > 0), 0) AS given_back
                      FROM (SELECT l.community_id, l.account_id, l.trade_id, e.amount,
                                   coalesce((SELECT i.levy_version FROM instalment i
                                              WHERE i.community_id = o.community_id AND i.trade_id = o.trade_id),
                                            (SELECT p.version FROM levy_policy p
                                              WHERE p.community_id = o.community_id AND p.currency_code = o.currency_code
                                                AND p.withdrawn_at IS NULL
                                                AND p.from_date <= (o.booked_at AT TIME ZONE ?)::date
                                                AND p.created_at < o.booked_at + interval '1 millisecond'
                                              ORDER BY p.from_date DESC, p.version DESC LIMIT 1)) AS version
                              FROM trade_line l
                              JOIN trade t ON t.community_id = l.community_id AND t.trade_id = l.trade_id
                              JOIN trade o ON o.community_id = t.community_id AND o.trade_id = coalesce(t.reverses, t.trade_id)
                              JOIN entry e ON e.community_id = l.community_id AND e.account_id = l.account_id
                                          AND e.entry_no = l.entry_no
                             WHERE l.community_id = ? AND l.kind = 'levy' AND t.currency_code = ?
                               AND l.trade_id >= ? AND l.trade_id < ?) line
                     GROUP BY line.community_id, line.account_id, line.version) by_version
              JOIN account a ON a.community_id = by_version.community_id AND a.account_id = by_version.account_id
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.kind <> 'fund'
             ORDER BY by_version.version NULLS FIRST,\s""" + PositionSql.ORDER;

    /** What else moved on the fund, by the first account on the other side. */
    private static final String PAYMENTS =
            "SELECT " + Subject.COLUMNS + """
            , paid.trades, paid.moved_in, paid.moved_out
              FROM (SELECT e.community_id, CASE WHEN e.amount < 0 THEN t.payee_id ELSE t.payer_id END AS other_id,
                           count(DISTINCT e.trade_id) AS trades,
                           coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0) AS moved_in,
                           coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0) AS moved_out
                      FROM (SELECT a.community_id, a.account_id, p.first_entry, p.end_entry FROM\s""" + PositionSql.ACCOUNTS + PositionSql.POSITION + """
                             WHERE a.community_id = ? AND a.currency_code = ? AND a.kind = 'fund') fund
                      JOIN entry e ON e.community_id = fund.community_id AND e.account_id = fund.account_id
                                  AND e.entry_no >= fund.first_entry AND e.entry_no < fund.end_entry
                      JOIN trade t ON t.community_id = e.community_id AND t.trade_id = e.trade_id
                     WHERE NOT EXISTS (SELECT FROM trade_line l
                                        WHERE l.community_id = e.community_id AND l.trade_id = e.trade_id AND l.kind = 'levy'
                                          AND l.account_id = e.account_id AND l.entry_no = e.entry_no)
                     GROUP BY e.community_id, other_id) paid
              JOIN account a ON a.community_id = paid.community_id AND a.account_id = paid.other_id
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             ORDER BY\s""" + PositionSql.ORDER;

    /** Where the fund stood before the period and after it. */
    record Fund(Amount opening, Amount closing) {}

    /**
     * What moved between the fund and an account.
     *
     * @param version of the levy; empty where it is not known, or none
     * @param in what came into the fund
     * @param out what went out of it, as a positive amount
     */
    record Moved(Subject subject, OptionalInt version, long trades, Amount in, Amount out) {}

    /** What is done with each. */
    @FunctionalInterface
    interface EachMoved {
        void of(Moved moved) throws SQLException, IOException;
    }

    Fund fund() throws SQLException, IOException {
        Fund[] fund = {new Fund(Amount.ZERO, Amount.ZERO)};
        books.each(
                FUND,
                row -> fund[0] = new Fund(BooksAtOnce.amount(row, "opening"), BooksAtOnce.amount(row, "closing")),
                Subject.parameters(request));
        return fund[0];
    }

    void levies(EachMoved each) throws SQLException, IOException {
        books.each(
                LEVIES,
                row -> each.of(moved(row, version(row), "taken", "given_back")),
                request.community().timeZone().getId(),
                request.community().id().value(),
                request.currency().code().value(),
                Ids.floor(request.start()),
                Ids.floor(request.end()));
    }

    void payments(EachMoved each) throws SQLException, IOException {
        books.each(
                PAYMENTS,
                row -> each.of(moved(row, OptionalInt.empty(), "moved_in", "moved_out")),
                Subject.parameters(request));
    }

    private static OptionalInt version(ResultSet row) throws SQLException {
        int version = row.getInt("version");
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
    }

    private Moved moved(ResultSet row, OptionalInt version, String in, String out) throws SQLException {
        return new Moved(
                Subject.of(row, request),
                version,
                row.getLong("trades"),
                BooksAtOnce.amount(row, in),
                BooksAtOnce.amount(row, out));
    }
}
