package org.tallystick.testing;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Has the tests' server wait with every commit for a standby that is not there, as a primary does that has just come back: what was
 * committed before is visible, and on no standby.
 */
public final class MissingStandby {
    private static final int ATTEMPTS = 50;

    private final PGSimpleDataSource superuser = new PGSimpleDataSource();

    private MissingStandby(String jdbcUrl) {
        superuser.setUrl(jdbcUrl);
        superuser.setUser("postgres");
        superuser.setPassword("test");
    }

    /** It is missing while this is done, and whoever waits for it then goes on. */
    public static <T> T during(String jdbcUrl, Callable<T> action) throws Exception {
        MissingStandby standby = new MissingStandby(jdbcUrl);
        standby.set("ALTER SYSTEM SET synchronous_standby_names = 'missing'");
        try {
            standby.awaitMissed();
            return action.call();
        } finally {
            standby.set("ALTER SYSTEM RESET synchronous_standby_names");
        }
    }

    private void awaitMissed() throws SQLException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (isMissed()) {
                return;
            }
        }
        throw new IllegalStateException("the server does not wait for a standby");
    }

    private void set(String sql) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private boolean isMissed() throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 1000);
            statement.execute("SELECT pg_logical_emit_message(true, 'test', '')");
            return false;
        } catch (SQLException e) {
            // It was silent, and did not fail.
            return e.getCause() instanceof SocketTimeoutException;
        }
    }
}
