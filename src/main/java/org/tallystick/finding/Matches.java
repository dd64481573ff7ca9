package org.tallystick.finding;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.AccountEntries;

/**
 * Looks into the books themselves, entry by entry, each trade by its key.
 *
 * @param patterns of the words
 * @param from the first number that may be found
 * @param before the first behind the last
 */
record Matches(AccountEntries entries, Wanted wanted, List<String> patterns, long from, long before) {
    private static final String ENTRIES = """
            SELECT e.entry_no, e.trade_id FROM unnest(?::bigint[], ?::bigint[]) AS part (first, last)
             CROSS JOIN LATERAL (
                   SELECT * FROM entry e WHERE e.community_id = ? AND e.account_id = ?
                      AND e.entry_no BETWEEN greatest(part.first, ?) AND least(part.last, ? - 1)
                      AND abs(e.amount) BETWEEN ? AND ?
                      AND NOT EXISTS (SELECT FROM trade_line l
                                       WHERE l.community_id = e.community_id AND l.trade_id = e.trade_id
                                         AND l.account_id = e.account_id AND l.entry_no = e.entry_no AND l.kind = 'levy')
                   OFFSET 0) e
             CROSS JOIN LATERAL (
                   SELECT * FROM trade t WHERE t.community_id = e.community_id AND t.trade_id = e.trade_id OFFSET 0) t""";

    /** All accounts on the other side: those of the trade itself, and of its further lines those with the other sign. */
    private static final String PARTNERS = """
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN e.amount < 0 THEN t.payee_id ELSE t.payer_id END || ARRAY(
                          SELECT l.account_id FROM trade_line l
                            JOIN entry o ON o.community_id = l.community_id AND o.account_id = l.account_id
                                        AND o.entry_no = l.entry_no
                           WHERE l.community_id = e.community_id AND l.trade_id = e.trade_id AND l.kind = 'payment'
                             AND sign(o.amount) <> sign(e.amount)) AS partners
                   OFFSET 0) o""";

    private static final String TEXT = """
             CROSS JOIN LATERAL (
                   SELECT lower(unaccent(concat_ws(E'\\n', t.description,
                          (SELECT string_agg(value.value, E'\\n') FROM jsonb_each_text(t.metadata) value),
                          (SELECT string_agg(m.name || ' ' || m.handle, E'\\n') FROM unnest(o.partners) AS p (account_id)
                             JOIN account a ON a.community_id = e.community_id AND a.account_id = p.account_id
                             JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id)))) AS text
                   OFFSET 0) s""";

    /** An entry of the account, and its trade. */
    record Match(long entryNo, TradeId trade) {}

    /** Entries in a row, from the first to the last. */
    record Part(long first, long last) {}

    /** Of these parts, which do not overlap: the newest first, and so many at most. */
    List<Match> in(List<Part> parts, int limit) throws SQLException {
        List<Match> found = new ArrayList<>();
        try (PreparedStatement statement = statement(parts, limit).on(entries.connection())) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.add(new Match(rows.getLong(1), new TradeId(rows.getObject(2, UUID.class))));
            }
        }
        return found;
    }

    Statement statement(List<Part> parts, int limit) {
        Statement statement = new Statement()
                .add(
                        ENTRIES,
                        parts.stream().map(Part::first).toArray(Long[]::new),
                        parts.stream().map(Part::last).toArray(Long[]::new),
                        entries.community().value(),
                        entries.account().value(),
                        from,
                        before,
                        wanted.leastUnits(),
                        wanted.mostUnits());
        if (wanted.partner().isPresent() || !patterns.isEmpty()) {
            statement.add(PARTNERS);
        }
        if (!patterns.isEmpty()) {
            statement.add(TEXT);
        }
        statement.add("WHERE true");
        wanted.category().ifPresent(category -> statement.add("AND t.category = ?", category));
        wanted.partner().ifPresent(partner -> statement.add("AND ?::uuid = ANY (o.partners)", partner.value()));
        patterns.forEach(pattern -> statement.add("AND s.text LIKE ?", pattern));
        return statement.add("ORDER BY e.entry_no DESC LIMIT ?", limit);
    }
}
