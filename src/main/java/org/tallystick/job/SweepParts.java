package org.tallystick.job;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;

/**
 * Deletes the bytes that nobody can reach any more, for their job has no result: behind whoever has said so, in many small
 * transactions, so that nobody who trades waits for gigabytes to go.
 */
@ApplicationScoped
class SweepParts implements Chore {
    private static final Logger LOG = Logger.getLogger(SweepParts.class);
    private static final int AT_ONCE = 100;
    /** The chore comes to those that are beyond. */
    private static final int MOST_WAITING = 1_000;
    /** Before the pool is closed. */
    private static final int EARLY = 1;

    private static final long LONGEST_STOP_SECONDS = 5;

    /** Steps from job to job along the key of the parts, and so reads none of their bytes. */
    private static final String UNREACHABLE = """
            WITH RECURSIVE holding AS (
                (SELECT community_id, job_id FROM job_result_part ORDER BY community_id, job_id LIMIT 1)
                UNION ALL
                SELECT n.community_id, n.job_id FROM holding h CROSS JOIN LATERAL (
                    SELECT p.community_id, p.job_id FROM job_result_part p
                     WHERE (p.community_id, p.job_id) > (h.community_id, h.job_id)
                     ORDER BY p.community_id, p.job_id LIMIT 1) n)
            SELECT h.community_id, h.job_id
              FROM holding h JOIN community_job j ON j.community_id = h.community_id AND j.job_id = h.job_id
             WHERE j.result_bytes IS NULL AND j.state NOT IN ('queued', 'running') LIMIT ?""";

    private final Sql sql;
    private final ResultParts parts;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            SweepParts::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    SweepParts(Sql sql, ResultParts parts) {
        this.sql = sql;
        this.parts = parts;
    }

    private record Unreachable(CommunityId community, UUID job) {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sweep-parts");
        thread.setDaemon(true);
        return thread;
    }

    /** When that is committed, and not before. */
    void after(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResultsForgotten forgotten) {
        executor.execute(this::sweepQuietly);
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException | Error e) {
            String sentence = "Results that were deleted still take room, until the chore comes";
            InvariantFailures.tell(LOG, "job", sentence, e);
        }
    }

    @Override
    public void runDue(Instant now) {
        sweep();
    }

    private void sweep() {
        List<Unreachable> some;
        do {
            some = sql.list(
                    UNREACHABLE,
                    row -> new Unreachable(new CommunityId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                    AT_ONCE);
            some.forEach(one -> parts.deleteBySome(one.community(), one.job()));
        } while (some.size() == AT_ONCE);
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
        executor.shutdownNow();
        if (!executor.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.debug("Results that were deleted still take room, until the service is back");
        }
    }
}
