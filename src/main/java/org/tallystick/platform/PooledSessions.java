package org.tallystick.platform;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives each new connection of the pool its limits, and keeps the pool from handing on one that has ended. */
@Singleton
class PooledSessions implements AgroalPoolInterceptor {
    private static final Logger LOG = Logger.getLogger(PooledSessions.class);

    /**
     * By these the database notices a client that is gone, and lets go of the locks that others wait for. Not every system that
     * PostgreSQL runs on has them, and the service works without.
     */
    private static final List<String> WELCOME = List.of(
            "SET client_connection_check_interval = '5s'",
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3",
            "SET tcp_user_timeout = '30s'");

    private final SessionLimits limits;

    PooledSessions(TallystickConfig config) {
        this.limits = config.database().limits();
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            limits.applyTo(connection);
        } catch (SQLException e) {
            LOG.warnf("A connection to the database takes no limits, and is not used: %s", e.getMessage());
            abort(connection);
            return;
        }
        for (String setting : WELCOME) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(setting);
            } catch (SQLException e) {
                LOG.debugf("The database does without '%s': %s", setting, e.getMessage());
            }
        }
    }

    /**
     * The pool takes a connection for lost whose error is one of connecting. The server also ends sessions with a reason of its own
     * (it stops, or the session was idle in a transaction), and then the pool would give the corpse to the next who asks.
     */
    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            if (connection.isClosed()) {
                // Refused with an error of connecting, at which the pool lets go of it.
                connection.getAutoCommit();
            }
        } catch (SQLException e) {
            LOG.debugf("A connection that has ended leaves the pool: %s", e.getMessage());
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("A connection cannot be ended: %s", e.getMessage());
        }
    }
}
