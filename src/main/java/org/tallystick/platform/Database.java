package org.tallystick.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.SqlStates;

/**
 * Plain SQL for what is read often or written in sets. Inside a JTA transaction the connection is the transaction's, so
 * that what is written here and what the ORM writes is committed together.
 */
@ApplicationScoped
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * @throws ProblemException {@code unavailable} if the database cannot be reached or another transaction was in the way;
     *     {@code already-exists} if a unique rule of the schema refused a row
     * @throws StatementCancelled if a statement was broken off
     */
    public <T> T with(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            Optional<RunningStatements> watched = RunningStatements.ofThisThread();
            watched.ifPresent(statements -> statements.begin(connection));
            try {
                return work.in(connection);
            } finally {
                watched.ifPresent(RunningStatements::end);
            }
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /**
     * The same, and no statement of it may take longer; for what others wait for.
     *
     * @throws ProblemException {@code unavailable} also if the database has not answered by then
     */
    public <T> T withinSeconds(int seconds, Work<T> work) {
        return with(connection -> {
            int before = connection.getNetworkTimeout();
            SessionLimits.limitNetwork(connection, Duration.ofSeconds(seconds));
            try {
                return work.in(connection);
            } finally {
                giveBackTimeout(connection, before);
            }
        });
    }

    private static void giveBackTimeout(Connection connection, int before) {
        try {
            connection.setNetworkTimeout(Runnable::run, before);
        } catch (SQLException e) {
            // It went silent and is closed: the pool makes another.
            LOG.debugf("A connection was lost: %s", e.getMessage());
        }
    }

    /**
     * The same for a reading that takes as long as the books are large, and that nobody waits for: see {@link LongReading}. It is a
     * transaction, and may be part of a larger one.
     */
    public <T> T withPatience(Work<T> work) {
        return with(connection -> {
            boolean own = connection.getAutoCommit();
            if (own) {
                connection.setAutoCommit(false);
            }
            try {
                return LongReading.of(connection, LongReading.AN_HOUR, () -> work.in(connection));
            } finally {
                if (own) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        });
    }

    /** By SQLSTATE alone, for names of constraints may be absent. */
    private static RuntimeException translate(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("23505")) {
            return ProblemException.of(ProblemType.ALREADY_EXISTS, "Something of that name exists already.");
        }
        if (state.equals("57014")) {
            return new StatementCancelled(e);
        }
        if (SqlStates.passes(state)) {
            return ProblemException.of(ProblemType.UNAVAILABLE, "The database cannot answer right now; send it again.");
        }
        return new IllegalStateException("SQL failed with SQLSTATE " + state, e);
    }
}
