package org.tallystick.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Plain SQL for what is read often or written in sets. Inside a JTA transaction the connection is the transaction's, so
 * that what is written here and what the ORM writes is committed together.
 */
@ApplicationScoped
public class Database {
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
            connection.setNetworkTimeout(Runnable::run, seconds * 1_000);
            try {
                return work.in(connection);
            } finally {
                forgetTimeout(connection);
            }
        });
    }

    private static void forgetTimeout(Connection connection) {
        try {
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            // It went silent and is closed: the pool makes another.
        }
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
        if (state.isEmpty() || state.matches("(08|53|57P|40).*") || state.equals("55P03")) {
            return ProblemException.of(ProblemType.UNAVAILABLE, "The database cannot answer right now; send it again.");
        }
        return new IllegalStateException("SQL failed with SQLSTATE " + state, e);
    }
}
