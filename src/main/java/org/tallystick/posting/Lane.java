package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.tallystick.posting.PostingTraces.BatchSpan;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * One thread with one connection of its own, so that readers who exhaust the pool do not stop the posting. It takes what
 * waits for a community, has it written, and answers. What fails is tried again: whole when the batch is not to blame, unit
 * by unit when it is.
 */
final class Lane {
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    static final Problem STOPPING = Problem.of(ProblemType.UNAVAILABLE, "The service is stopping; send this again.");
    private static final Problem LATE = Problem.of(
            ProblemType.UNAVAILABLE,
            "The ledger has more to do than it can take, and did not get to this; send it again.");

    private final LaneQueue queue = new LaneQueue();
    private final BusyTime busy = new BusyTime(System::nanoTime);
    private final LaneConnection link;
    private final PostingSettings settings;
    private final Clock clock;
    private final PostingMetrics metrics;
    private final PostingTraces traces;
    private final Thread thread;

    Lane(
            int number,
            DataSource dataSource,
            PostingSettings settings,
            Clock clock,
            PostingMetrics metrics,
            PostingTraces traces) {
        this.link = new LaneConnection(dataSource, settings.attempt());
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.traces = traces;
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
                postOrFail(batch);
                busy.end();
                batch = queue.take(settings.batchSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever ended it: nobody is left without an answer, and nobody comes to a lane that is not there.
            queue.close();
            fail(queue.removeAll(), STOPPING.asException());
            link.giveBack();
        }
    }

    /** Not one unit is left without an answer, whatever is wrong with this code, and the next has its turn. */
    private void postOrFail(List<Pending> batch) throws InterruptedException {
        try {
            post(batch);
        } catch (InterruptedException e) {
            fail(batch, STOPPING.asException());
            throw e;
        } catch (RuntimeException | Error e) {
            fail(batch, problem(batch, e));
        }
    }

    private void post(List<Pending> taken) throws InterruptedException {
        List<Pending> batch = timely(taken);
        if (batch.isEmpty()) {
            return;
        }
        metrics.batchTaken(batch);
        List<Outcome> outcomes;
        try {
            outcomes = writeTraced(batch);
        } catch (SQLException | RuntimeException | Error e) {
            if (batch.size() > 1 && mayBeOfOneUnit(e)) {
                UnitLog.oneByOne(batch, e);
                metrics.retried(PostingMetrics.ONE_BY_ONE);
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

    /**
     * Those that are still waited for. Who has waited longer is told to come again, and nothing is written behind the back of
     * somebody who has given up; who has said so is not answered at all.
     */
    private List<Pending> timely(List<Pending> taken) {
        long earliest = System.nanoTime() - settings.waitFor().toNanos();
        List<Pending> timely = new ArrayList<>(taken.size());
        List<Pending> late = new ArrayList<>();
        for (Pending one : taken) {
            if (!one.answer().isDone()) {
                (one.queuedAtNanos() - earliest < 0 ? late : timely).add(one);
            }
        }
        if (!late.isEmpty()) {
            metrics.waitedTooLong(late.size());
            fail(late, LATE.asException());
        }
        return timely;
    }

    /** Whether the others of the batch may well be posted without the one that this comes of. */
    private static boolean mayBeOfOneUnit(Throwable e) {
        return !(e instanceof SQLException fault) || new SqlFault(fault).kind() == SqlFault.Kind.POISON;
    }

    private ProblemException problem(List<Pending> batch, Throwable e) {
        if (e instanceof ProblemException problem) {
            return problem;
        }
        if (e instanceof SQLException fault && new SqlFault(fault).kind() != SqlFault.Kind.POISON) {
            UnitLog.notNow(batch, e);
            return new SqlFault(fault).toProblem();
        }
        UnitLog.failed(batch, e);
        metrics.failed(e);
        return SqlFault.internal(e);
    }

    private List<Outcome> writeTraced(List<Pending> batch) throws SQLException, InterruptedException {
        try (BatchSpan span = traces.begin(batch)) {
            try {
                List<Outcome> outcomes = writeWithRetries(batch, span);
                span.decided(outcomes);
                return outcomes;
            } catch (SQLException | RuntimeException | Error e) {
                span.failed(e);
                throw e;
            }
        }
    }

    /** Writes the batch in one transaction, again and again while that may help and there is time. */
    private List<Outcome> writeWithRetries(List<Pending> batch, BatchSpan span)
            throws SQLException, InterruptedException {
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
                UnitLog.again(batch, e);
                span.retried();
                metrics.retried(kind.code());
                // Of the other kinds it is known that nothing was committed.
                repeated |= kind == SqlFault.Kind.DISCONNECTED;
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private List<Outcome> write(List<Unit> units, boolean repeated) throws SQLException {
        Connection current = link.connection();
        try {
            List<Outcome> outcomes = new Writer(current, clock).write(units, repeated);
            long committing = System.nanoTime();
            current.commit();
            metrics.committed(System.nanoTime() - committing);
            return outcomes;
        } catch (SQLException | RuntimeException | Error e) {
            link.undo(e);
            throw e;
        }
    }

    private void answer(List<Pending> batch, List<Outcome> outcomes) {
        metrics.decided(outcomes);
        UnitLog.answered(batch, outcomes);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(outcomes.get(i));
        }
    }

    private static void fail(List<Pending> batch, ProblemException problem) {
        for (Pending one : batch) {
            one.answer().completeExceptionally(problem);
        }
    }

    /**
     * Posts what waits, then ends; the queue takes no more.
     *
     * @param deadline of {@link System#nanoTime}; what is not posted by then is refused
     */
    void end(long deadline) throws InterruptedException {
        queue.close();
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        if (thread.isAlive()) {
            fail(queue.removeAll(), STOPPING.asException());
            thread.interrupt();
        }
    }
}
