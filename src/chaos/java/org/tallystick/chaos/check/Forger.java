package org.tallystick.chaos.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Writes into the books as a superuser, past their guards. */
final class Forger {
    private static final String INTO_ENTRIES = "INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount,"
            + " balance_after, booked_at) SELECT a.community_id, a.account_id, a.entry_count + 1, t.trade_id, m.amount,"
            + " a.balance + m.amount, greatest(a.last_booked_at, t.booked_at) FROM trade t CROSS JOIN LATERAL"
            + " (VALUES (t.payer_id, -t.amount), (t.payee_id, t.amount)) AS m (account_id, amount)"
            + " JOIN account a ON a.community_id = t.community_id AND a.account_id = m.account_id WHERE t.trade_id = ?::uuid";
    private static final String INTO_ACCOUNTS = "UPDATE account a SET balance = a.balance + e.amount, entry_count = e.entry_no"
            + " FROM entry e WHERE e.trade_id = ?::uuid AND a.community_id = e.community_id AND a.account_id = e.account_id";

    private final Connection superuser;

    Forger(Connection superuser) {
        this.superuser = superuser;
    }

    /**
     * Books a trade again, under another id, with fields of its own; balances and numbers are as they would be.
     *
     * @param fields an SQL expression, a JSON object
     * @return the other id
     */
    String book(String trade, String fields) throws SQLException {
        String copy = UUID.randomUUID().toString();
        execute(
                "INSERT INTO trade SELECT (jsonb_populate_record(t, " + fields
                        + " || jsonb_build_object('trade_id', ?::text))).* FROM trade t WHERE trade_id = ?::uuid",
                copy,
                trade);
        execute(INTO_ENTRIES, copy);
        execute(INTO_ACCOUNTS, copy);
        return copy;
    }

    void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
