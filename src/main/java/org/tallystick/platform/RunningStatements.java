package org.tallystick.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The statements of one thread, while it works at something from which another may have to call it back: a thread that waits for the
 * database hears nothing else.
 */
public final class RunningStatements {
    private static final Logger LOG = Logger.getLogger(RunningStatements.class);
    private static final ThreadLocal<RunningStatements> OF_THREAD = new ThreadLocal<>();

    private final Deque<Connection> connections = new ArrayDeque<>();

    /** Until {@link #leave} the connections that this thread works with are this one's. */
    public void enter() {
        OF_THREAD.set(this);
    }

    public void leave() {
        OF_THREAD.remove();
    }

    static Optional<RunningStatements> ofThisThread() {
        return Optional.ofNullable(OF_THREAD.get());
    }

    synchronized void begin(Connection connection) {
        connections.push(connection);
    }

    /** Waits for a cancelling that is under way, so that it hits no statement of whoever has the connection next. */
    synchronized void end() {
        connections.pop();
    }

    /** Breaks off what the thread waits for, which it learns by {@link StatementCancelled}; nothing if it waits for nothing. */
    public synchronized void cancel() {
        for (Connection connection : connections) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                // It ends by itself, later.
                LOG.debugf("Cannot cancel a statement: %s", e.getMessage());
            }
        }
    }
}
