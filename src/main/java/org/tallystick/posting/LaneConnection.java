package org.tallystick.posting;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.tallystick.platform.SessionLimits;

/** The connection of a lane, of that one thread: made when it is wanted, kept, and made anew when it is lost. */
final class LaneConnection {
    private static final Logger LOG = Logger.getLogger(LaneConnection.class);

    /**
     * All that a lane reads it looks up by key. A plan that was made while a table was empty would read the whole of it until
     * statistics are gathered, and every plan that is made anew costs more than the look-ups.
     */
    private static final String LOOK_UPS_ALONE = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";

    /** The statement that gives a session back what a lane sets. */
    private static final String AS_IT_WAS = """
            SELECT string_agg(format('SET %s = %L', name, current_setting(name)), '; ')
            FROM unnest(ARRAY['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                              'enable_seqscan', 'plan_cache_mode']) AS name
            """;

    private final DataSource dataSource;
    private final SessionLimits limits;
    private @Nullable Connection connection;
    private String asItWas = "";
    private int networkTimeout;

    LaneConnection(DataSource dataSource, SessionLimits limits) {
        this.dataSource = dataSource;
        this.limits = limits;
    }

    /** Within a transaction, always. */
    Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = dataSource.getConnection();
            connection = current;
            try {
                asItWas = ask(current, AS_IT_WAS);
                networkTimeout = current.getNetworkTimeout();
                limits.applyTo(current);
                execute(current, LOOK_UPS_ALONE);
                current.setAutoCommit(false);
            } catch (SQLException e) {
                disconnect();
                throw e;
            }
        }
        return current;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Takes back what was begun; after this nothing of it can be committed any more, whatever becomes of the connection. */
    void undo(Throwable cause) {
        Connection current = connection;
        if (current == null) {
            return;
        }
        boolean broken = cause instanceof SQLException sql && new SqlFault(sql).kind() == SqlFault.Kind.DISCONNECTED;
        try {
            if (!broken) {
                current.rollback();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
            broken = true;
        }
        if (broken) {
            disconnect();
        }
    }

    /** Gives it back as it came: neither what is half done nor the settings of a lane are for who has the connection next. */
    void giveBack() {
        Connection current = connection;
        if (current == null) {
            return;
        }
        try {
            current.rollback();
            current.setAutoCommit(true);
            execute(current, asItWas);
            current.setNetworkTimeout(Runnable::run, networkTimeout);
            connection = null;
            current.close();
        } catch (SQLException e) {
            LOG.debugf("A lane's connection cannot be given back: %s", e.getMessage());
            disconnect();
        }
    }

    /** Ends the session. */
    private void disconnect() {
        Connection current = connection;
        connection = null;
        if (current == null) {
            return;
        }
        try (current) {
            current.unwrap(PgConnection.class).abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("A lane's connection was lost: %s", e.getMessage());
        }
    }
}
