package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.csv.RowError;
import org.tallystick.job.JobPulse;
import org.tallystick.security.Caller;
import org.tallystick.security.CallerKind;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** Imports that have nothing to show for longer than half a minute: one rehearses, and one waits for it. */
class ImportPulseTest {
    private static final Caller OPERATOR =
            new Caller(UUID.randomUUID(), CallerKind.USER, "operator", Optional.empty(), Set.of());

    private final TestDatabase database = TestDatabase.fresh();
    private final ImportJobs jobs = new ImportJobs(database.application(), Clock.systemUTC());
    private final JobPulse pulse = new JobPulse();
    private final CountDownLatch rehearsed = new CountDownLatch(1);
    private final StartImport startImport = new StartImport(jobs, pulse, new LongRehearsal());

    /** Books nothing, and shows no progress until the test lets it end. */
    private final class LongRehearsal extends RunImport {
        LongRehearsal() {
            super(jobs, null, null, null, null, Clock.systemUTC());
        }

        @Override
        void run(ImportJob job, ImportFiles files) {
            jobs.progress(job, "somewhere", 0, 0);
            try {
                rehearsed.await();
                files.close();
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
            jobs.end(job, List.of());
        }
    }

    @AfterEach
    void stop() {
        rehearsed.countDown();
        startImport.stop(new ShutdownEvent());
        pulse.stop(new ShutdownEvent());
    }

    @Test
    void areNotTakenForDeadWhileTheirInstanceLives() throws Exception {
        ImportJob running = start();
        ImportJob waiting = start();
        await(running, "running");

        Silence.ofHalfAMinute(database);
        assertThat(state(waiting)).isEqualTo("failed");

        await(running, "running");
        await(waiting, "queued");
        rehearsed.countDown();
        await(running, "done");
        await(waiting, "done");
    }

    @Test
    void areTakenForDeadOnceItIsGone() throws Exception {
        ImportJob running = start();
        ImportJob waiting = start();
        await(running, "running");
        pulse.stop(new ShutdownEvent());

        Silence.ofHalfAMinute(database);

        for (ImportJob job : List.of(running, waiting)) {
            ImportView view = jobs.find(job.id()).orElseThrow();
            assertThat(view.state()).isEqualTo("failed");
            assertThat(view.errors()).extracting(RowError::code).containsExactly("interrupted");
        }
    }

    private ImportJob start() throws IOException {
        return startImport.start(ImportFiles.inNewDirectory(), false, OPERATOR);
    }

    private String state(ImportJob job) {
        return jobs.find(job.id()).orElseThrow().state();
    }

    private void await(ImportJob job, String state) {
        ServiceProcess.await(state, Duration.ofSeconds(20), () -> state(job).equals(state));
    }
}
