package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;

/**
 * One thread with one connection of its own, so that readers who exhaust the pool do not stop the posting. It takes what
 * waits for a community, has it written, and answers. What fails is tried again: whole when the batch is not to blame, unit
 * by unit when it is.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final long STOP_WAIT_SECONDS = 30;

    /**
     * All that a lane reads it looks up by key. A plan that was made while a table was empty would read the whole of it until
     * statistics are gathered, and every plan that is made anew costs more than the look-ups.
     */
    private static final String LOOK_UPS_ALONE = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";

    private static final String AS_IT_WAS = "RESET enable_seqscan; RESET plan_cache_mode";

    private final LaneQueue queue = new LaneQueue();
    private final BusyTime busy = new BusyTime(System::nanoTime);
    private final DataSource dataSource;
    private final PostingSettings settings;
    private final Clock clock;
    private final PostingMetrics metrics;
    private final Thread thread;

    private @Nullable Connection connection;

    Lane(int number, DataSource dataSource, PostingSettings settings, Clock clock, PostingMetrics metrics) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "posting-lane-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    LaneQueue queue() {
        return queue;
    }

    /** In nanoseconds, for how long it has been writing. */
    long busyNanos() {
        return busy.total();
    }

    private void run() {
        try {
            List<Pending> batch = queue.take(settings.batchSize());
            while (!batch.isEmpty()) {
                busy.begin();
                post(batch);
                busy.end();
                batch = queue.take(settings.batchSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void post(List<Pending> batch) throws InterruptedException {
        metrics.batchTaken(batch);
        List<Outcome> outcomes;
        try {
            outcomes = writeWithRetries(batch);
        } catch (SQLException | RuntimeException e) {
            if (batch.size() > 1 && mayBeOfOneUnit(e)) {
                LOG.warnf("A batch of %d units failed (%s); posting them one by one", batch.size(), e.getMessage());
                metrics.retried("unit-by-unit");
                for (Pending one : batch) {
                    post(List.of(one));
                }
            } else {
                fail(batch, problem(batch, e));
            }
            return;
        }
        answer(batch, outcomes);
    }

    /** Whether the others of the batch may well be posted without the one that this comes of. */
    private static boolean mayBeOfOneUnit(Exception e) {
        return !(e instanceof SQLException fault) || new SqlFault(fault).kind() == SqlFault.Kind.POISON;
    }

    /** Not one unit is left without an answer, whatever is wrong with this code. */
    private static ProblemException problem(List<Pending> batch, Exception e) {
        if (e instanceof ProblemException problem) {
            return problem;
        }
        LOG.errorf(e, "Posting failed for %d units", batch.size());
        return e instanceof SQLException fault ? new SqlFault(fault).toProblem() : SqlFault.internal(e);
    }

    /** Writes the batch in one transaction, again and again while that may help and there is time. */
    private List<Outcome> writeWithRetries(List<Pending> batch) throws SQLException, InterruptedException {
        List<Unit> units = batch.stream().map(Pending::unit).toList();
        long deadline = System.nanoTime() + settings.retryFor().toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        boolean repeated = false;
        while (true) {
            try {
                return write(units, repeated);
            } catch (SQLException e) {
                SqlFault.Kind kind = new SqlFault(e).kind();
                if (kind == SqlFault.Kind.POISON || System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.debugf("Batch of %d units is tried again after: %s", units.size(), e.getMessage());
                metrics.retried(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                repeated = true;
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private List<Outcome> write(List<Unit> units, boolean repeated) throws SQLException {
        Connection current = connected();
        try {
            List<Outcome> outcomes = new Writer(current, clock).write(units, repeated);
            long committing = System.nanoTime();
            current.commit();
            metrics.committed(System.nanoTime() - committing);
            return outcomes;
        } catch (SQLException e) {
            undo(current, e);
            throw e;
        } catch (RuntimeException e) {
            undo(current, e);
            throw e;
        }
    }

    private void undo(Connection current, Exception cause) {
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

    private Connection connected() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = dataSource.getConnection();
            execute(current, LOOK_UPS_ALONE);
            current.setAutoCommit(false);
            connection = current;
        }
        return current;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void disconnect() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try (current) {
                current.setAutoCommit(true);
                execute(current, AS_IT_WAS);
            } catch (SQLException e) {
                LOG.debugf("A lane's connection was lost: %s", e.getMessage());
            }
        }
    }

    private void answer(List<Pending> batch, List<Outcome> outcomes) {
        metrics.decided(outcomes);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(outcomes.get(i));
        }
    }

    private static void fail(List<Pending> batch, ProblemException problem) {
        for (Pending one : batch) {
            one.answer().completeExceptionally(problem);
        }
    }

    /** Posts what waits, then ends. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_WAIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
