package org.tallystick.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.RowError;

/** Where imports stand, in the database: any instance answers for any of them. */
@ApplicationScoped
class ImportJobs {
    /**
     * Every few seconds {@link org.tallystick.job.JobPulse} says that an import is alive; one of which nothing is heard has lost its process.
     * The database tells the time, for the clocks of two instances may differ.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

    private final DataSource dataSource;
    private final Clock clock;

    ImportJobs(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    void add(ImportJob job) {
        update(
                "INSERT INTO import_job (job_id, requested_by, requested_at, dry_run, state, alive_at) "
                        + "VALUES (?, ?, ?, ?, 'queued', now())",
                job.id(),
                job.operator().id(),
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                job.dryRun());
    }

    void progress(ImportJob job, @Nullable String community, long done, long total) {
        update(
                "UPDATE import_job SET state = 'running', community = ?, done = ?, total = ?, alive_at = now() "
                        + "WHERE job_id = ?",
                community,
                done,
                total,
                job.id());
    }

    /** Keeps a job that waits, or has no progress to show, from looking as if its process had died. */
    void alive(ImportJob job) {
        update("UPDATE import_job SET alive_at = now() WHERE job_id = ? AND state IN ('queued', 'running')", job.id());
    }

    void end(ImportJob job, List<RowError> errors) {
        try {
            update(
                    "UPDATE import_job SET state = ?, errors = ?::jsonb, alive_at = now() WHERE job_id = ?",
                    errors.isEmpty() ? "done" : "failed",
                    JSON.writeValueAsString(errors),
                    job.id());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<ImportView> find(UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT state, dry_run, done, total, community, errors::text, "
                                + "alive_at < now() - make_interval(secs => ?) FROM import_job WHERE job_id = ?")) {
            statement.setLong(1, LONGEST_SILENCE.toSeconds());
            statement.setObject(2, id);
            ResultSet row = statement.executeQuery();
            return row.next() ? Optional.of(view(id, row)) : Optional.empty();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot read import " + id, e);
        }
    }

    private ImportView view(UUID id, ResultSet row) throws SQLException, JsonProcessingException {
        String state = row.getString(1);
        List<RowError> errors = new ArrayList<>(JSON.readValue(row.getString(6), ERRORS));
        boolean unfinished = state.equals("queued") || state.equals("running");
        if (unfinished && row.getBoolean(7)) {
            state = "failed";
            errors.add(new RowError(
                    "",
                    0,
                    "",
                    "interrupted",
                    "The service stopped during the import. Send the same files again: what is booked stays, and nothing"
                            + " is booked twice."));
        }
        return new ImportView(id, state, row.getBoolean(2), row.getLong(3), row.getLong(4), row.getString(5), errors);
    }

    private void update(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot note how an import stands", e);
        }
    }
}
