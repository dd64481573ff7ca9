package org.tallystick.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.RowError;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CommunityFacts;
import org.tallystick.security.Permission;

/** Where the jobs of communities stand, in the database: any instance answers for any of them. */
@ApplicationScoped
class CommunityJobs {
    /**
     * Every few seconds {@link JobPulse} says that a job is alive; one of which nothing is heard has lost its process. The
     * database tells the time, for the clocks of two instances may differ.
     */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

    private static final String SELECT = """
            SELECT job_id, kind, state, dry_run, requested_by, requested_at, done, total, added, changed, same, errors::text,
                   resumable, file_name, media_type, result_bytes, sha256, expires_at,
                   alive_at < now() - make_interval(secs => ?) AS silent
              FROM community_job WHERE community_id = ?""";

    private static final String FIND = SELECT + " AND job_id = ?";

    /** Whoever has the row locked writes to it too, and the next beat comes soon. */
    private static final String ALIVE = """
            WITH free AS (
                SELECT community_id, job_id FROM community_job
                 WHERE community_id = ? AND job_id = ? AND state IN ('queued', 'running') FOR NO KEY UPDATE SKIP LOCKED)
            UPDATE community_job j SET alive_at = now() FROM free f
             WHERE j.community_id = f.community_id AND j.job_id = f.job_id RETURNING true""";

    /** Of one who asked for them, or of all. */
    private static final String LIST =
            SELECT + " AND (?::uuid IS NULL OR requested_by = ?) AND job_id < ? ORDER BY job_id DESC LIMIT ?";

    private final Sql sql;
    private final Clock clock;

    CommunityJobs(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(RunningJob job, String kind) {
        sql.update(
                "INSERT INTO community_job (community_id, job_id, kind, requested_by, requested_at, dry_run, state, alive_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'queued', now())",
                job.community().id().value(),
                job.id(),
                kind,
                job.callerId(),
                clock.instant(),
                job.dryRun());
    }

    void progress(RunningJob job) {
        RunningJob.Tally tally = job.tally();
        sql.update(
                "UPDATE community_job SET state = 'running', done = ?, total = ?, added = ?, changed = ?, same = ?,"
                        + " alive_at = now() WHERE community_id = ? AND job_id = ?",
                tally.done(),
                tally.total(),
                tally.added(),
                tally.changed(),
                tally.same(),
                job.community().id().value(),
                job.id());
    }

    /** Keeps a job that waits, or has no progress to show, from looking as if its process had died. */
    void alive(RunningJob job) {
        sql.listSoon(ALIVE, row -> true, job.community().id().value(), job.id());
    }

    void end(RunningJob job) {
        try {
            sql.update(
                    "UPDATE community_job SET state = ?, errors = ?::jsonb, alive_at = now()"
                            + " WHERE community_id = ? AND job_id = ?",
                    job.errors().isEmpty() ? "done" : "failed",
                    JSON.writeValueAsString(job.errors().list()),
                    job.community().id().value(),
                    job.id());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<JobView> find(CommunityFacts community, UUID id) {
        return sql.one(
                FIND,
                row -> view(row, community),
                LONGEST_SILENCE.toSeconds(),
                community.id().value(),
                id);
    }

    /** @throws ProblemException {@code not-found} unless the caller asked for it, or sees all jobs */
    JobView visible(Access access, UUID id) {
        return find(access.community(), id)
                .filter(job -> access.everywhere(Permission.SEE_JOBS)
                        || job.requestedBy().equals(access.caller().id()))
                .orElseThrow(CommunityJobs::notFound);
    }

    static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such job of yours here.");
    }

    /** Those that the caller sees, the newest first, before this one. */
    List<JobView> list(Access access, UUID before, int limit) {
        UUID one =
                access.everywhere(Permission.SEE_JOBS) ? null : access.caller().id();
        return sql.list(
                LIST,
                row -> view(row, access.community()),
                LONGEST_SILENCE.toSeconds(),
                access.community().id().value(),
                one,
                one,
                before,
                limit);
    }

    private JobView view(ResultSet row, CommunityFacts community) throws SQLException {
        String state = row.getString("state");
        boolean resumable = row.getBoolean("resumable");
        List<RowError> errors = new ArrayList<>(errors(row.getString("errors")));
        boolean unfinished = state.equals("queued") || state.equals("running");
        if (unfinished && !resumable && row.getBoolean("silent")) {
            state = "failed";
            errors.add(new RowError("", 0, "", "interrupted", "The service stopped during the job." + RunJobs.AGAIN));
        }
        return new JobView(
                row.getObject("job_id", UUID.class),
                row.getString("kind"),
                state,
                row.getBoolean("dry_run"),
                Sql.instant(row, "requested_at"),
                row.getLong("done"),
                row.getLong("total"),
                row.getLong("added"),
                row.getLong("changed"),
                row.getLong("same"),
                errors,
                result(row, community),
                row.getObject("requested_by", UUID.class),
                resumable);
    }

    private @Nullable ResultView result(ResultSet row, CommunityFacts community) throws SQLException {
        String name = row.getString("file_name");
        if (name == null || !Sql.instant(row, "expires_at").isAfter(clock.instant())) {
            return null;
        }
        return new ResultView(
                "/v1/communities/" + community.slug() + "/jobs/" + row.getObject("job_id", UUID.class) + "/result",
                name,
                row.getString("media_type"),
                row.getLong("result_bytes"),
                row.getString("sha256"),
                Sql.instant(row, "expires_at"));
    }

    private static List<RowError> errors(String json) {
        try {
            return JSON.readValue(json, ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the errors of a job are unreadable", e);
        }
    }
}
