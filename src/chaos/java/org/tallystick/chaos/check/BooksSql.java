package org.tallystick.chaos.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables themselves, in the transaction that the connection is in. */
public final class BooksSql {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private static final String NAMED = " FROM account a JOIN community c USING (community_id)"
            + " LEFT JOIN member m USING (community_id, member_id)";
    private static final String NAME = "c.slug || '/' || coalesce(m.handle, a.kind)";
    private static final String OURS = " WHERE c.slug = ANY(?)";

    private final Connection connection;
    private final String[] communities;

    public BooksSql(Connection connection, List<String> communities) {
        this.connection = connection;
        this.communities = communities.toArray(String[]::new);
    }

    public Books read() throws SQLException {
        return new Books(accounts(), trades(), entries(), holds(), proposals(), parts());
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Row<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", communities));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.of(rows));
                }
            }
        }
        return all;
    }

    private List<Books.Account> accounts() throws SQLException {
        return all(
                "SELECT " + NAME + ", a.balance, a.entry_count, a.held_out, a.held_in,"
                        + " coalesce(a.credit_limit, " + UNBOUNDED + "), coalesce(a.balance_cap, " + UNBOUNDED + ")"
                        + NAMED + OURS,
                row -> new Books.Account(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
    }

    private static String nameOf(String account) {
        return "(SELECT " + NAME + NAMED + " WHERE a.community_id = t.community_id AND a.account_id = t." + account + ")";
    }

    private List<Books.Trade> trades() throws SQLException {
        return all(
                "SELECT t.trade_id, c.slug, CASE WHEN t.reverses IS NULL THEN t.description ELSE t.reason END, "
                        + nameOf("payer_id") + ", " + nameOf("payee_id")
                        + ", t.amount, coalesce(t.reverses::text, '') FROM trade t JOIN community c USING (community_id)"
                        + OURS,
                row -> new Books.Trade(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7)));
    }

    private List<Books.Entry> entries() throws SQLException {
        return all(
                "SELECT " + NAME + ", e.entry_no, e.trade_id, e.amount, e.balance_after, e.booked_at" + NAMED
                        + " JOIN entry e USING (community_id, account_id)" + OURS,
                row -> new Books.Entry(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()));
    }

    private List<Books.Hold> holds() throws SQLException {
        return all(
                "SELECT t.hold_id, " + nameOf("payer_id") + ", " + nameOf("payee_id")
                        + ", t.amount, t.state = 'open' FROM hold t JOIN community c USING (community_id)" + OURS,
                row -> new Books.Hold(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getBoolean(5)));
    }

    private List<Books.Proposal> proposals() throws SQLException {
        return all(
                "SELECT p.proposal_id, c.slug, p.key, p.amount, p.state, coalesce(p.hold_id::text, '')"
                        + " FROM proposal p JOIN community c USING (community_id)" + OURS,
                row -> new Books.Proposal(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)));
    }

    private List<Books.Part> parts() throws SQLException {
        return all(
                "SELECT t.proposal_id, t.trade_id, t.key, t.amount FROM proposal_trade t"
                        + " JOIN community c USING (community_id)" + OURS,
                row -> new Books.Part(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }
}
