package org.tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class WatchJobsTest {
    /** Not long enough for another to take it up. */
    private static final String SILENT_FOR_A_WHILE = """
            INSERT INTO community_job (community_id, job_id, kind, requested_by, requested_at, dry_run, state, alive_at,
                                       resumable, request, caller, run_id)
            VALUES (?, ?, 'test', ?, now() - interval '1 day', false, 'running', now() - interval '15 s', true,
                    '{}'::jsonb, '{}'::jsonb, ?)""";

    @Inject
    Fixtures fixtures;

    @Inject
    WatchJobs watch;

    @Inject
    MeterRegistry registry;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void aJobThatIsNotHeardOfIsSeenToStandStillSinceItWasLastHeardOf() {
        UUID community = fixtures.community().id().value();
        UUID job = Ids.next();
        sql.update(SILENT_FOR_A_WHILE, community, job, Ids.next(), Ids.next());
        try {
            watch.runDue(clock.instant());

            assertThat(gauge("tallystick.jobs.unfinished")).isGreaterThanOrEqualTo(1);
            assertThat(gauge("tallystick.jobs.longest.still.seconds")).isBetween(15.0, 3_600.0);
        } finally {
            sql.update("DELETE FROM community_job WHERE community_id = ? AND job_id = ?", community, job);
        }
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
