package org.tallystick.chaos.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.chaos.check.Finding.Rule;
import org.tallystick.chaos.journal.Event;

/**
 * Falsifies the books as a superuser, without the guards, in a transaction that is rolled back; and asks whether the checker
 * sees it. A checker that finds nothing proves nothing until it was seen to find.
 */
public final class Planting {
    private static final String INTO_ENTRIES = "INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount,"
            + " balance_after, booked_at) SELECT a.community_id, a.account_id, a.entry_count + 1, t.trade_id, m.amount,"
            + " a.balance + m.amount, greatest(a.last_booked_at, t.booked_at) FROM trade t CROSS JOIN LATERAL"
            + " (VALUES (t.payer_id, -t.amount), (t.payee_id, t.amount)) AS m (account_id, amount)"
            + " JOIN account a ON a.community_id = t.community_id AND a.account_id = m.account_id WHERE t.trade_id = ?::uuid";
    private static final String INTO_ACCOUNTS = "UPDATE account a SET balance = a.balance + e.amount, entry_count = e.entry_no"
            + " FROM entry e WHERE e.trade_id = ?::uuid AND a.community_id = e.community_id AND a.account_id = e.account_id";

    private final Connection superuser;
    private final List<String> communities;
    private final Collection<Event> events;

    /** @param events of the journals that go with the books */
    public Planting(Connection superuser, List<String> communities, Collection<Event> events) {
        this.superuser = superuser;
        this.communities = communities;
        this.events = events;
    }

    private interface Falsehood {
        void plant() throws SQLException;
    }

    /**
     * Plants each falsehood by itself.
     *
     * @return what was planted and not found; empty if the checker can be believed
     */
    public List<String> unseen() throws SQLException {
        List<String> unseen = new ArrayList<>();
        for (Map.Entry<Rule, Falsehood> one : Map.<Rule, Falsehood>of(
                        Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE, this::loseATrade,
                        Rule.NO_KEY_BUYS_TWICE, this::buyTwice,
                        Rule.NO_LIMIT_IS_PASSED, this::passALimit,
                        Rule.NUMBERS_ARE_GAPLESS, this::changeAnOldAmount,
                        Rule.NO_HOLD_IS_LEFT, this::leaveAHold)
                .entrySet()) {
            superuser.setAutoCommit(false);
            try {
                execute("SET LOCAL session_replication_role = replica");
                one.getValue().plant();
                List<Finding> findings = Checker.check(events, new BooksSql(superuser, communities).read());
                if (findings.stream().noneMatch(finding -> finding.rule() == one.getKey())) {
                    unseen.add(one.getKey() + " was broken; found: " + findings);
                }
            } finally {
                superuser.rollback();
                superuser.setAutoCommit(true);
            }
        }
        return unseen;
    }

    /** One that was told of. */
    private String acknowledged() {
        return events.stream()
                .filter(Event.Told.class::isInstance)
                .flatMap(event -> ((Event.Told) event).booked().stream())
                .findFirst()
                .orElseThrow()
                .trade();
    }

    private void loseATrade() throws SQLException {
        String trade = acknowledged();
        execute("DELETE FROM entry WHERE trade_id = ?::uuid", trade);
        execute("DELETE FROM trade WHERE trade_id = ?::uuid", trade);
    }

    private void buyTwice() throws SQLException {
        book(acknowledged(), "'{}'::jsonb");
    }

    private void passALimit() throws SQLException {
        book(acknowledged(), "jsonb_build_object('amount', 1000000)");
    }

    /** Books a trade again, under another id, with fields of its own; balances and numbers are as they would be. */
    private void book(String trade, String fields) throws SQLException {
        String copy = UUID.randomUUID().toString();
        execute(
                "INSERT INTO trade SELECT (jsonb_populate_record(t, " + fields
                        + " || jsonb_build_object('trade_id', ?::text))).* FROM trade t WHERE trade_id = ?::uuid",
                copy,
                trade);
        execute(INTO_ENTRIES, copy);
        execute(INTO_ACCOUNTS, copy);
    }

    private void changeAnOldAmount() throws SQLException {
        execute("UPDATE entry SET amount = amount + 1 WHERE trade_id = ?::uuid", acknowledged());
    }

    private void leaveAHold() throws SQLException {
        execute(
                "UPDATE account a SET held_out = 1 FROM trade t WHERE t.trade_id = ?::uuid AND a.account_id = t.payer_id",
                acknowledged());
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
