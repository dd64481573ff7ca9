package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks the database for what breaks a rule of the books. */
record BooksCheckSql(Connection connection, UUID community) {

    /** What one check found: some by name, and how many there are. */
    record Violations(List<Violation> named, long count) {
        static final Violations NONE = new Violations(List.of(), 0);
    }

    Violations find(BooksCheck check) throws SQLException {
        return isKept(check) ? Violations.NONE : name(check);
    }

    private boolean isKept(BooksCheck check) throws SQLException {
        if (check.isKept().isEmpty()) {
            return false;
        }
        try (PreparedStatement statement = prepare(connection, check.isKept().get(), community);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Names as many violations as there is room for. */
    private Violations name(BooksCheck check) throws SQLException {
        String sql = "SELECT subject, detail, count(*) OVER () FROM (" + check.violations()
                + ") v ORDER BY subject, detail LIMIT " + Verification.MOST_NAMED;
        List<Violation> named = new ArrayList<>();
        long count = 0;
        try (PreparedStatement statement = prepare(connection, sql, community);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                named.add(new Violation(check.invariant(), rows.getString(1), rows.getString(2)));
                count = rows.getLong(3);
            }
        }
        return new Violations(named, count);
    }

    /** Every question mark is the community. */
    static PreparedStatement prepare(Connection connection, String sql, UUID community) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                statement.setObject(i, community);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
