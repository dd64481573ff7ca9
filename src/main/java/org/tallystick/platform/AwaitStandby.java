package org.tallystick.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Waits until all that can be seen in the database is on the disk of its synchronous standby too, where it has one. A server that
 * has come back shows what it had committed itself, also what no standby had confirmed: if that server is lost, so is this. Who is
 * told again that something is done, without a commit that would wait by itself, waits here (docs/adr/0031).
 */
@ApplicationScoped
public class AwaitStandby {
    /** Whoever is told 503 then comes again, and waits again. */
    private static final int LONGEST_WAIT_SECONDS = 5;

    /**
     * Others wait for their turn, or are told 503. While there is no standby each takes a connection of the pool, and a session of the
     * server for longer: that goes on to wait when nobody listens any more.
     */
    private static final int MOST_AT_ONCE = 4;

    /** It changes nothing, but its commit comes after all others in the log, and is confirmed after them. */
    private static final String COMMIT_SOMETHING = "SELECT pg_logical_emit_message(true, 'tallystick', '')";

    private final Database database;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    AwaitStandby(Database database) {
        this.database = database;
    }

    /** @throws ProblemException {@code unavailable} if that takes longer than a few seconds */
    public void await() {
        if (!hasTurn()) {
            throw ProblemException.of(
                    ProblemType.UNAVAILABLE, "It is not known yet whether the standby has this; send this again.");
        }
        try {
            QuarkusTransaction.suspendingExisting()
                    .run(() -> database.withinSeconds(LONGEST_WAIT_SECONDS, AwaitStandby::commitSomething));
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean commitSomething(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(COMMIT_SOMETHING);
        }
    }
}
