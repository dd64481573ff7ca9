package org.tallystick.upgrade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a migration would do to those who go on trading: run in a transaction that is taken back, on tables with a few rows, it is asked
 * which locks it holds and what it has read, for both grow with the tables.
 */
final class TriedMigration {
    /** They have a row or more for each trade, or one for each account. */
    private static final String LARGE = "ARRAY['trade', 'entry', 'trade_line', 'idempotency_key', 'account', 'member']";

    /** Beside these, nobody books. */
    private static final String HELD = """
            SELECT c.relname, min(l.mode)
              FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
             WHERE l.pid = pg_backend_pid() AND c.relname = ANY(%s)
               AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
             GROUP BY 1 ORDER BY 1""".formatted(LARGE);

    /** All rows that were looked at, or written, of each of them. */
    private static final String WORK = """
            SELECT relname, seq_tup_read + COALESCE(idx_tup_fetch, 0) + n_tup_ins + n_tup_upd + n_tup_del
              FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)""".formatted(LARGE);

    private static final String FILES =
            "SELECT relname, pg_relation_filenode(oid) FROM pg_class WHERE relname = ANY(%s)".formatted(LARGE);

    private TriedMigration() {}

    /** A sentence for each table that others wait for as long as it is large. */
    static List<String> holds(DataSource owner, String sql) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            Map<String, Long> files = numbers(connection, FILES);
            Map<String, Long> before = numbers(connection, WORK);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            Map<String, Long> work = numbers(connection, WORK);
            Map<String, Long> filesNow = numbers(connection, FILES);
            List<String> holds = new ArrayList<>();
            words(connection, HELD).forEach((table, mode) -> {
                if (!files.get(table).equals(filesNow.get(table))) {
                    holds.add("it rewrites " + table + " under " + mode);
                } else if (!work.getOrDefault(table, 0L).equals(before.getOrDefault(table, 0L))) {
                    holds.add("it goes through " + table + " under " + mode);
                }
            });
            connection.rollback();
            return holds;
        }
    }

    private static Map<String, Long> numbers(Connection connection, String sql) throws SQLException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    private static Map<String, String> words(Connection connection, String sql) throws SQLException {
        Map<String, String> words = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                words.put(rows.getString(1), rows.getString(2));
            }
        }
        return words;
    }
}
