package org.tallystick.finding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tallystick.posting.AccountEntries;

/**
 * What the blocks of one account's entries have to do with (table {@code trade_search}): in which of them something may be that is
 * looked for. A block is written once, behind the books, and holds for ever.
 */
record Blocks(AccountEntries entries) {
    /** Entries of a block. The table's comment says so too. */
    static final int SIZE = 64;

    private static final String WRITTEN =
            "SELECT coalesce(max(block_no) + 1, 0) FROM trade_search WHERE community_id = ? AND account_id = ?";

    /** Levies are no results of their own, so a block may have nothing to do with anything. */
    private static final String WRITE = """
            INSERT INTO trade_search (community_id, account_id, block_no, words, partners, categories, moved)
            WITH line AS MATERIALIZED (
                SELECT (e.entry_no - 1) / 64 AS block_no, e.community_id, e.trade_id, e.amount, t.description, t.metadata, t.category,
                       CASE WHEN e.amount < 0 THEN t.payee_id ELSE t.payer_id END AS partner
                  FROM entry e
                 CROSS JOIN LATERAL (SELECT * FROM trade t
                                      WHERE t.community_id = e.community_id AND t.trade_id = e.trade_id OFFSET 0) t
                 WHERE e.community_id = ? AND e.account_id = ? AND e.entry_no > ? * 64 AND e.entry_no <= ? * 64
                   AND NOT EXISTS (SELECT FROM trade_line l
                                    WHERE l.community_id = e.community_id AND l.trade_id = e.trade_id
                                      AND l.account_id = e.account_id AND l.entry_no = e.entry_no AND l.kind = 'levy')
            ), partner AS (
                SELECT block_no, partner FROM line
                UNION
                SELECT line.block_no, l.account_id FROM line
                  JOIN trade_line l ON l.community_id = line.community_id AND l.trade_id = line.trade_id AND l.kind = 'payment'
                 CROSS JOIN LATERAL (SELECT FROM entry o
                                      WHERE o.community_id = l.community_id AND o.account_id = l.account_id
                                        AND o.entry_no = l.entry_no AND sign(o.amount) <> sign(line.amount) OFFSET 0) o
            ), text AS (
                SELECT block_no, description AS words FROM line
                UNION
                SELECT line.block_no, value.value FROM line CROSS JOIN LATERAL jsonb_each_text(line.metadata) value
            )
            SELECT ?, ?, b.block_no,
                   coalesce((SELECT lower(unaccent(string_agg(text.words, E'\\n'))) FROM text WHERE text.block_no = b.block_no), ''),
                   ARRAY(SELECT partner.partner FROM partner WHERE partner.block_no = b.block_no),
                   ARRAY(SELECT DISTINCT line.category FROM line WHERE line.block_no = b.block_no AND line.category IS NOT NULL),
                   coalesce((SELECT range_agg(int8range(abs(line.amount), abs(line.amount), '[]')) FROM line
                              WHERE line.block_no = b.block_no), '{}')
              FROM generate_series(?::bigint, ?::bigint - 1) AS b (block_no)
            ON CONFLICT DO NOTHING""";

    /** How many blocks are written: all entries before the one of this number times {@link #SIZE}, plus one, stand in them. */
    long written() throws SQLException {
        try (PreparedStatement statement = entries.connection().prepareStatement(WRITTEN)) {
            entries.setAccount(statement, 1);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Writes the blocks from one to before another, all of whose entries are booked. */
    void write(long first, long end) throws SQLException {
        UUID community = entries.community().value();
        UUID account = entries.account().value();
        Statement writing = new Statement().add(WRITE, community, account, first, end, community, account, first, end);
        try (PreparedStatement statement = writing.on(entries.connection())) {
            statement.executeUpdate();
        }
    }

    /** Those from one to before another in which something may be, the newest first. */
    List<Long> candidates(Wanted wanted, List<Named> named, long first, long end) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement statement =
                candidatesOf(wanted, named, first, end).on(entries.connection())) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    Statement candidatesOf(Wanted wanted, List<Named> named, long first, long end) {
        Statement statement = new Statement()
                .add(
                        "SELECT block_no FROM trade_search WHERE community_id = ? AND account_id = ?",
                        entries.community().value(),
                        entries.account().value())
                .add("AND block_no >= ? AND block_no < ?", first, end);
        for (Named word : named) {
            if (!word.byMany() && word.accounts().isEmpty()) {
                statement.add("AND words LIKE ?", word.pattern());
            } else if (!word.byMany()) {
                statement.add(
                        "AND (words LIKE ? OR partners && ?)",
                        word.pattern(),
                        word.accounts().toArray(UUID[]::new));
            }
        }
        wanted.partner().ifPresent(partner -> statement.add("AND partners @> ARRAY[?::uuid]", partner.value()));
        wanted.category().ifPresent(category -> statement.add("AND categories @> ARRAY[?::text]", category));
        if (wanted.hasAmount()) {
            statement.add("AND moved && int8range(?, ?, '[]')", wanted.leastUnits(), wanted.mostUnits());
        }
        return statement.add("ORDER BY block_no DESC");
    }

    /**
     * A word, and the accounts of those whose name or handle it is a part of.
     *
     * @param pattern of what has the word as a part
     * @param byMany whether they are too many to be told
     */
    record Named(String pattern, List<UUID> accounts, boolean byMany) {
        static final int MOST = 100;

        private static final String NAMED = """
                SELECT a.account_id FROM member m
                  JOIN account a ON a.community_id = m.community_id AND a.member_id = m.member_id
                 WHERE m.community_id = ? AND lower(unaccent(m.name || ' ' || m.handle)) LIKE ?
                 LIMIT ?""";

        static Named read(AccountEntries entries, String pattern) throws SQLException {
            List<UUID> accounts = new ArrayList<>();
            Connection connection = entries.connection();
            try (PreparedStatement statement = new Statement()
                    .add(NAMED, entries.community().value(), pattern, MOST + 1)
                    .on(connection)) {
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    accounts.add(rows.getObject(1, UUID.class));
                }
            }
            return new Named(pattern, accounts, accounts.size() > MOST);
        }
    }
}
