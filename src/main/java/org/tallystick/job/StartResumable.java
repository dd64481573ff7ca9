package org.tallystick.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;

/** Queues a job that any instance may run, and says in the audit log who asked for it. */
@ApplicationScoped
public class StartResumable {
    private static final Reason ASKED = new Reason("asked for");
    private static final int RETRY_AFTER_SECONDS = 10;

    /** Of those that have no result any more, a community remembers no more than these days. */
    private static final String FORGET_OLD = """
            DELETE FROM community_job WHERE community_id = ? AND resumable AND result_bytes IS NULL
               AND ended_at < now() - interval '90 days'
               AND NOT EXISTS (SELECT FROM job_result_part p
                                WHERE p.community_id = community_job.community_id AND p.job_id = community_job.job_id)""";

    private static final String UNFINISHED = """
            SELECT count(*) FILTER (WHERE requested_by = ?), count(*) FROM community_job
             WHERE community_id = ? AND resumable AND state IN ('queued', 'running')""";

    private final ResumableJobs jobs;
    private final CommunityJobs views;
    private final TakeUpJobs takeUp;
    private final AccessChanges changes;
    private final JobConfig config;
    private final Sql sql;

    StartResumable(
            ResumableJobs jobs,
            CommunityJobs views,
            TakeUpJobs takeUp,
            AccessChanges changes,
            JobConfig config,
            Sql sql) {
        this.jobs = jobs;
        this.views = views;
        this.takeUp = takeUp;
        this.changes = changes;
        this.config = config;
        this.sql = sql;
    }

    /** @throws ProblemException {@code too-many-requests} if the caller or the community has too many that are not ended */
    public JobView start(Access access, NewJob job) {
        UUID id = QuarkusTransaction.requiringNew().call(() -> transaction(access, job));
        takeUp.nudge();
        return views.find(access.community(), id).orElseThrow();
    }

    private UUID transaction(Access access, NewJob job) {
        CommunityId community = access.community().id();
        // Whoever asks at the same time counts the others.
        sql.list("SELECT FROM community WHERE community_id = ? FOR NO KEY UPDATE", row -> true, community.value());
        requireRoom(access);
        sql.update(FORGET_OLD, community.value());
        UUID id = jobs.add(access, job.kind(), job.request());
        Map<String, String> told = new TreeMap<>(job.told());
        told.put("kind", job.kind());
        changes.record(
                community, Subject.EXPORT, id.toString(), access.caller().actor(), ASKED, null, told, job.member());
        return id;
    }

    private void requireRoom(Access access) {
        long[] unfinished = sql.one(
                        UNFINISHED,
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        access.caller().id(),
                        access.community().id().value())
                .orElseThrow();
        Optional<String> full = Optional.empty();
        if (unfinished[0] >= config.unfinishedPerCaller()) {
            full = Optional.of("You have " + unfinished[0]
                    + " exports here that are not done yet; wait for one of them, or" + " cancel one.");
        } else if (unfinished[1] >= config.unfinishedPerCommunity()) {
            full = Optional.of("The community has " + unfinished[1]
                    + " exports that are not done yet; try again when some have ended.");
        }
        full.ifPresent(why -> {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, why)
                    .with("retryAfter", RETRY_AFTER_SECONDS)
                    .asException();
        });
    }
}
