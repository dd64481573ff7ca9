package org.tallystick.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a session of the database may keep the service waiting, and the service a session. They are set once a connection, by
 * SQL, so that they hold behind a pooler in session mode too. To the commit itself the first does not apply: PostgreSQL would
 * otherwise give up waiting for a synchronous standby, and say that all is well.
 *
 * @param statement of one statement; the database breaks it off (SQLSTATE 57014)
 * @param lock of one wait for a lock (55P03)
 * @param idleInTransaction between two statements of a transaction; the database ends the session, and with it what others wait
 *     for (25P03)
 */
public record SessionLimits(Duration statement, Duration lock, Duration idleInTransaction) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration LEAST_ON_THE_WAY = Duration.ofSeconds(1);
    private static final int PART_ON_THE_WAY = 5;

    public SessionLimits {
        for (Duration limit : new Duration[] {statement, lock, idleInTransaction}) {
            if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a limit of the database is a tenth of a second to seven days, not " + limit);
            }
        }
    }

    /** In one round trip, and the rest without any. */
    public void applyTo(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("SET statement_timeout = " + statement.toMillis() + "; SET lock_timeout = " + lock.toMillis()
                    + "; SET idle_in_transaction_session_timeout = " + idleInTransaction.toMillis());
        }
        limitNetwork(connection, network());
    }

    /**
     * How long nothing may be heard of the database: longer than a statement may take, so that this befalls only who is cut off, and
     * a commit that takes as long.
     */
    Duration network() {
        return onTheWay(statement);
    }

    /** So long, and the time on the way. */
    static Duration onTheWay(Duration statement) {
        Duration part = statement.dividedBy(PART_ON_THE_WAY);
        return statement.plus(part.compareTo(LEAST_ON_THE_WAY) < 0 ? LEAST_ON_THE_WAY : part);
    }

    /** The driver's own watch over its socket, which costs no round trip. */
    static void limitNetwork(Connection connection, Duration longest) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
    }
}
