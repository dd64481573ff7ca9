package org.tallystick.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The exemption of what is long on purpose from the limits of its session: within the transaction that is open on a connection, and
 * bounded too.
 */
public final class LongReading {
    /** Of what takes as long as the books are large. */
    public static final Duration AN_HOUR = Duration.ofHours(1);

    private LongReading() {}

    /** What is read. */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        T read() throws SQLException, E;
    }

    /**
     * To be called first in a transaction: what the database is told by it ends with that.
     *
     * @param longest that a statement may take, and that the transaction may be idle
     */
    public static <T, E extends Exception> T of(Connection connection, Duration longest, Reading<T, E> reading)
            throws SQLException, E {
        int before = connection.getNetworkTimeout();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + longest.toMillis()
                    + "; SET LOCAL idle_in_transaction_session_timeout = " + longest.toMillis());
        }
        SessionLimits.limitNetwork(connection, SessionLimits.onTheWay(longest));
        try {
            return reading.read();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }
}
