package org.tallystick.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.platform.TallystickConfig;

/** Counts the exports that are not done, of all instances, and for how long one has stood still: nobody may be left to do them. */
@ApplicationScoped
public class WatchJobs implements Chore {
    /** One that is running is heard of every few seconds; one that is queued, when it was asked for. */
    private static final String UNFINISHED = """
            SELECT count(*), coalesce(extract(epoch FROM max(now() - CASE state WHEN 'queued' THEN requested_at ELSE alive_at END)), 0)::bigint
              FROM community_job WHERE resumable AND state IN ('queued', 'running')""";

    private final Sql sql;
    private final TallystickConfig config;
    private final MeterRegistry registry;
    private volatile UnfinishedJobs unfinished = new UnfinishedJobs(0, Duration.ZERO);

    WatchJobs(Sql sql, TallystickConfig config, MeterRegistry registry) {
        this.sql = sql;
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        if (config.command().isEmpty()) {
            Gauge.builder("tallystick.jobs.unfinished", () -> unfinished.jobs())
                    .description("Exports that are queued or running, of all instances, up to a minute ago")
                    .register(registry);
            Gauge.builder(
                            "tallystick.jobs.longest.still.seconds",
                            () -> unfinished.longestStill().toSeconds())
                    .description("For how long one of them has been queued, or has not been heard of")
                    .register(registry);
        }
    }

    @Override
    public void runDue(Instant now) {
        unfinished = read();
    }

    /** Waits for the database. */
    public UnfinishedJobs read() {
        return sql.one(
                        UNFINISHED,
                        row -> new UnfinishedJobs(row.getLong(1), Duration.ofSeconds(Math.max(0, row.getLong(2)))))
                .orElseThrow();
    }
}
