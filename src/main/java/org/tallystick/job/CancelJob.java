package org.tallystick.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;

/**
 * Cancels a job that any instance may run, wherever it runs: nothing more is written for it, and whoever works at it finds out within
 * some seconds. Of one that is done it deletes the result.
 */
@ApplicationScoped
class CancelJob {
    private static final Reason CANCELLED = new Reason("cancelled");

    private static final String CANCEL = """
            UPDATE community_job SET state = 'cancelled', ended_at = now(), alive_at = now(), run_id = NULL, caller = NULL, request = NULL
             WHERE community_id = ? AND job_id = ? AND resumable AND state IN ('queued', 'running')""";

    private final CommunityJobs views;
    private final ResultParts parts;
    private final KeptResults kept;
    private final AccessChanges changes;
    private final Sql sql;

    CancelJob(CommunityJobs views, ResultParts parts, KeptResults kept, AccessChanges changes, Sql sql) {
        this.views = views;
        this.parts = parts;
        this.kept = kept;
        this.changes = changes;
        this.sql = sql;
    }

    /**
     * Changes nothing where it is cancelled already, or has failed.
     *
     * @throws ProblemException {@code not-found} for a job that the caller does not see, {@code forbidden} for another's, {@code
     *     state-conflict} for one that cannot be cancelled
     */
    void cancel(Access access, UUID id) {
        JobView job = views.visible(access, id);
        if (!job.requestedBy().equals(access.caller().id()) && !access.everywhere(Permission.CANCEL_JOBS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Only whoever asked for the job, or an administrator, cancels it.");
        }
        if (!job.resumable() && job.unfinished()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "A job of kind " + job.kind() + " cannot be cancelled; it ends by itself.");
        }
        if (QuarkusTransaction.requiringNew().call(() -> transaction(access, job))) {
            // Whatever becomes of this, it is cancelled.
            parts.deleteBySome(access.community().id(), job.id());
        }
    }

    private boolean transaction(Access access, JobView job) {
        CommunityId community = access.community().id();
        boolean cancelled = sql.update(CANCEL, community.value(), job.id()) == 1;
        boolean gone = cancelled || kept.forget(community, job.id());
        if (gone) {
            changes.record(
                    community,
                    Subject.EXPORT,
                    job.id().toString(),
                    access.caller().actor(),
                    CANCELLED,
                    Map.of("kind", job.kind(), "status", cancelled ? "unfinished" : "kept"),
                    Map.of("kind", job.kind(), "status", cancelled ? "cancelled" : "deleted"),
                    Optional.empty());
        }
        return gone;
    }
}
