package org.tallystick.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.csv.RowError;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;

/**
 * The jobs that any instance may run: who has which. Whoever writes for a job names its attempt, and what an attempt writes that has
 * lost the job is refused. Each statement names one community, but that which looks for work.
 */
@ApplicationScoped
class ResumableJobs {
    static final int MOST_ATTEMPTS = 3;

    /** More are looked at in the next round. */
    private static final int CANDIDATES = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SILENT =
            "alive_at < now() - make_interval(secs => " + CommunityJobs.LONGEST_SILENCE.toSeconds() + ")";

    private static final String FREE =
            " AND resumable AND (state = 'queued' OR (state = 'running' AND " + SILENT + "))";

    private static final String ADD = """
            INSERT INTO community_job (community_id, job_id, kind, requested_by, requested_at, dry_run, state, alive_at,
                                       resumable, request, caller)
            VALUES (?, ?, ?, ?, now(), false, 'queued', now(), true, ?::jsonb, ?::jsonb)""";

    /** First a community of which the fewest run, then one that has waited longest for its turn. */
    private static final String CANDIDATE = """
            WITH unfinished AS (
                SELECT community_id, job_id, requested_at, begun_at, state = 'queued' OR %s AS free
                  FROM community_job WHERE resumable AND state IN ('queued', 'running')),
            turn AS (
                SELECT u.community_id, count(*) FILTER (WHERE NOT free) AS running,
                       greatest(max(u.begun_at), (SELECT max(k.begun_at) FROM community_job k
                                 WHERE k.community_id = u.community_id AND k.result_bytes IS NOT NULL)) AS last
                  FROM unfinished u GROUP BY u.community_id)
            SELECT u.community_id, u.job_id FROM unfinished u JOIN turn t ON t.community_id = u.community_id
             WHERE u.free ORDER BY t.running, t.last NULLS FIRST, u.requested_at, u.job_id LIMIT ?""".formatted(SILENT);

    private static final String CLAIM = """
            UPDATE community_job j
               SET state = 'running', run_id = ?, attempts = attempts + 1, begun_at = now(), alive_at = now(), done = 0, total = 0
              FROM community c
             WHERE c.community_id = j.community_id AND j.community_id = ? AND j.job_id = ? AND attempts < ?""" + FREE + """
            RETURNING c.slug, j.kind, j.request::text, j.caller::text, j.requested_by,
                      coalesce((SELECT username FROM app_user WHERE user_id = j.requested_by),
                               (SELECT name FROM client WHERE client_id = j.requested_by), '') AS caller_name""";

    private static final String OF_THIS_ATTEMPT =
            " WHERE community_id = ? AND job_id = ? AND run_id = ? AND state = 'running'";

    /** The last part sees the row as it was before the others, and whoever has it locked. */
    private static final String PROGRESS = """
            WITH free AS (
                SELECT community_id, job_id FROM community_job %s FOR NO KEY UPDATE SKIP LOCKED),
            noted AS (
                UPDATE community_job j SET done = ?, total = ?, alive_at = now() FROM free f
                 WHERE j.community_id = f.community_id AND j.job_id = f.job_id)
            SELECT FROM community_job %s""".formatted(OF_THIS_ATTEMPT, OF_THIS_ATTEMPT);

    private static final String ENDED = "ended_at = now(), alive_at = now(), run_id = NULL, caller = NULL";

    private final Sql sql;
    private final ResultParts parts;

    ResumableJobs(Sql sql, ResultParts parts) {
        this.sql = sql;
        this.parts = parts;
    }

    record Candidate(CommunityId community, UUID id) {}

    UUID add(Access access, String kind, String request) {
        UUID id = Ids.next();
        sql.update(
                ADD,
                access.community().id().value(),
                id,
                kind,
                access.caller().id(),
                request,
                Requester.toJson(access.caller()));
        return id;
    }

    /** Those that nobody has, in the order in which they are to be taken. */
    List<Candidate> candidates() {
        return sql.list(
                CANDIDATE,
                row -> new Candidate(new CommunityId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                CANDIDATES);
    }

    /** Takes one whose turn it is; whose turn it is after that is another question, for now the community of that one has one more. */
    Optional<ClaimedJob> claimNext() {
        for (Candidate one : candidates()) {
            Optional<ClaimedJob> claimed = claim(one);
            if (claimed.isPresent()) {
                return claimed;
            }
        }
        return Optional.empty();
    }

    /** Takes it, unless another was faster, or it was tried often enough: then it has failed. What it had written is gone. */
    Optional<ClaimedJob> claim(Candidate one) {
        return QuarkusTransaction.requiringNew().call(() -> {
            UUID run = Ids.next();
            Optional<ClaimedJob> claimed = sql.one(
                    CLAIM, row -> claimed(row, one, run), run, one.community().value(), one.id(), MOST_ATTEMPTS);
            boolean mine = claimed.isPresent() || giveUp(one);
            if (mine) {
                parts.delete(one.community(), one.id());
            }
            return claimed;
        });
    }

    private static ClaimedJob claimed(ResultSet row, Candidate one, UUID run) throws SQLException {
        return new ClaimedJob(
                one.community(),
                one.id(),
                run,
                row.getString("slug"),
                row.getString("kind"),
                row.getString("request"),
                Requester.ofJson(
                        row.getString("caller"),
                        row.getObject("requested_by", UUID.class),
                        row.getString("caller_name")));
    }

    private boolean giveUp(Candidate one) {
        RowError why = new RowError(
                "",
                0,
                "",
                "interrupted",
                "The service stopped during the job, " + MOST_ATTEMPTS
                        + " times. Ask for it again, or for less at once.");
        return sql.update(
                        "UPDATE community_job SET state = 'failed', errors = ?::jsonb, request = NULL, " + ENDED
                                + " WHERE community_id = ? AND job_id = ? AND attempts >= ?" + FREE,
                        json(why),
                        one.community().value(),
                        one.id(),
                        MOST_ATTEMPTS)
                == 1;
    }

    /**
     * Notes that it is alive, and how far it is, unless the row is locked: for that it does not wait.
     *
     * @return whether it is still this attempt's
     */
    boolean progress(ClaimedJob job, long done, long total) {
        Object[] attempt = {job.community().value(), job.id(), job.run()};
        return !sql.listSoon(
                        PROGRESS,
                        row -> true,
                        attempt[0],
                        attempt[1],
                        attempt[2],
                        done,
                        total,
                        attempt[0],
                        attempt[1],
                        attempt[2])
                .isEmpty();
    }

    /** @return whether it was still this attempt's */
    boolean finish(ClaimedJob job, ResultFile file, long rows, Instant expiresAt) {
        return ofThisAttempt(
                job,
                "state = 'done', done = ?, total = ?, file_name = ?, media_type = ?, result_bytes = ?, sha256 = ?,"
                        + " expires_at = ?, " + ENDED,
                rows,
                rows,
                file.fileName(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                expiresAt);
    }

    void fail(ClaimedJob job, RowError why) {
        if (ofThisAttempt(job, "state = 'failed', errors = ?::jsonb, request = NULL, " + ENDED, json(why))) {
            parts.deleteBySome(job.community(), job.id());
        }
    }

    /** Gives it back before it is done, through no fault of its own: the attempt does not count. */
    void release(ClaimedJob job) {
        ofThisAttempt(job, "state = 'queued', run_id = NULL, attempts = attempts - 1");
    }

    private boolean ofThisAttempt(ClaimedJob job, String change, Object... values) {
        Object[] all = new Object[values.length + 3];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = job.community().value();
        all[values.length + 1] = job.id();
        all[values.length + 2] = job.run();
        return sql.update("UPDATE community_job SET " + change + OF_THIS_ATTEMPT, all) == 1;
    }

    private static String json(RowError error) {
        try {
            return JSON.writeValueAsString(List.of(error));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
