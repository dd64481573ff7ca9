package org.tallystick.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The application's role, where one configured user does both: it owns the tables, and works under a role that may not
 * change the books. Safe with several instances that start at once.
 */
final class DatabaseRoles {
    /** PostgreSQL cuts longer names. */
    private static final int LONGEST_NAME_BYTES = 63;

    private static final String SUFFIX = "_app";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** Duplicate object, duplicate key, and "tuple concurrently updated": another instance was faster. */
    private static final Set<String> LOST_RACE = Set.of("42710", "23505", "XX000");

    private static final int ATTEMPTS = 10;
    private static final int SET_OPTION_SINCE = 16;

    private final Connection connection;
    private final String role;
    private final String user;

    private DatabaseRoles(Connection connection, String role, String user) {
        this.connection = connection;
        this.role = role;
        this.user = user;
    }

    /**
     * Makes the role where it is missing, and grants it to the connection's user.
     *
     * @return the name of the role, after the database, for roles belong to the whole server
     * @throws StartFailure with the SQL to run, if the user may not do that
     */
    static String ensure(Connection connection) throws SQLException {
        String role = nameFor(ask(connection, "SELECT current_database()"));
        new DatabaseRoles(connection, role, ask(connection, "SELECT session_user")).ensure();
        return role;
    }

    static String nameFor(String database) {
        String name = database;
        while ((name + SUFFIX).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name + SUFFIX;
    }

    /** The name as an identifier of SQL. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void ensure() throws SQLException {
        int attempt = 1;
        while (!grantedOrMade(attempt)) {
            attempt++;
        }
    }

    /** False where another instance was faster, and looking again will tell. */
    private boolean grantedOrMade(int attempt) throws SQLException {
        try {
            if (isGranted()) {
                return true;
            }
            if (!exists()) {
                execute(createRole());
            }
            // Its success is the proof. Asking again is none: what a session remembers of memberships can miss a grant
            // made while it was reading them, and then stays wrong as long as nothing else changes.
            execute(grantRole());
            return true;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new StartFailure(instruction(), e);
            }
            if (!LOST_RACE.contains(String.valueOf(e.getSQLState())) || attempt == ATTEMPTS) {
                throw e;
            }
            return false;
        }
    }

    private boolean exists() throws SQLException {
        return !ask(connection, "SELECT count(*) FROM pg_roles WHERE rolname = ?", role)
                .equals("0");
    }

    private boolean isGranted() throws SQLException {
        // Membership alone does not allow SET ROLE from PostgreSQL 16 on.
        String right = hasSetOption() ? "SET" : "MEMBER";
        return exists()
                && ask(connection, "SELECT pg_has_role(?, '" + right + "')", role)
                        .equals("t");
    }

    private String createRole() {
        return "CREATE ROLE " + quote(role) + " NOLOGIN";
    }

    private String grantRole() throws SQLException {
        return "GRANT " + quote(role) + " TO " + quote(user) + (hasSetOption() ? " WITH SET TRUE, INHERIT FALSE" : "");
    }

    private boolean hasSetOption() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= SET_OPTION_SINCE;
    }

    private String instruction() throws SQLException {
        List<String> statements = exists() ? List.of(grantRole()) : List.of(createRole(), grantRole());
        return "The database user " + quote(user) + " may not make the role under which the service works. "
                + "Let an administrator of the database run this, then start again:\n\n    "
                + String.join(";\n    ", statements) + ";\n\n"
                + "Or give the service two logins: the owner of the tables in TALLYSTICK_MIGRATION_USERNAME and "
                + "TALLYSTICK_MIGRATION_PASSWORD, and the one it works under in QUARKUS_DATASOURCE_USERNAME.";
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String query, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
