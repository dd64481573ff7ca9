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
import org.tallystick.csv.RowError;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** Where the jobs of communities stand, in the database: any instance answers for any of them. */
@ApplicationScoped
class CommunityJobs {
    /**
     * Every few seconds {@link JobPulse} says that a job is alive; one of which nothing is heard has lost its process. The
     * database tells the time, for the clocks of two instances may differ.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

    private static final String FIND = """
            SELECT job_id, kind, state, dry_run, requested_by, requested_at, done, total, added, changed, same, errors::text,
                   alive_at < now() - make_interval(secs => ?) AS silent
              FROM community_job WHERE community_id = ? AND job_id = ?""";

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
        sql.update(
                "UPDATE community_job SET alive_at = now()"
                        + " WHERE community_id = ? AND job_id = ? AND state IN ('queued', 'running')",
                job.community().id().value(),
                job.id());
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

    Optional<JobView> find(CommunityId community, UUID id) {
        return sql.one(FIND, CommunityJobs::view, LONGEST_SILENCE.toSeconds(), community.value(), id);
    }

    private static JobView view(ResultSet row) throws SQLException {
        String state = row.getString("state");
        List<RowError> errors = new ArrayList<>(errors(row.getString("errors")));
        boolean unfinished = state.equals("queued") || state.equals("running");
        if (unfinished && row.getBoolean("silent")) {
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
                row.getObject("requested_by", UUID.class));
    }

    private static List<RowError> errors(String json) {
        try {
            return JSON.readValue(json, ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the errors of a job are unreadable", e);
        }
    }
}
