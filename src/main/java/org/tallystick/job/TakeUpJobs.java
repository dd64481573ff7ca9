package org.tallystick.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.posting.Posting;
import org.tallystick.problem.InvariantFailures;

/**
 * Looks every other second for jobs that nobody has, on whichever instance they were asked for, and runs some at the same time. Those
 * whose process died are among them as soon as nothing was heard of them for half a minute.
 */
@ApplicationScoped
class TakeUpJobs {
    private static final Logger LOG = Logger.getLogger(TakeUpJobs.class);
    private static final long PERIOD_MILLIS = 2_000;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    /** As the chores: after everything that must be right before, and stopped before the pool is closed. */
    private static final int LATE = 5_000;

    private static final int EARLY = 1;

    private final ResumableJobs jobs;
    private final RunJob runJob;
    private final JobPulse pulse;
    private final TallystickConfig service;
    private final JobConfig config;
    private final Posting posting;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(work -> thread(work, "jobs-looking"));
    private final ExecutorService running = Executors.newCachedThreadPool(work -> thread(work, "jobs-running"));
    private final Map<UUID, RunningAttempt> attempts = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    TakeUpJobs(
            ResumableJobs jobs,
            RunJob runJob,
            JobPulse pulse,
            TallystickConfig service,
            JobConfig config,
            Posting posting) {
        this.jobs = jobs;
        this.runJob = runJob;
        this.pulse = pulse;
        this.service = service;
        this.config = config;
        this.posting = posting;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (service.command().isEmpty()) {
            looking.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** There may be something to do: it looks at once. */
    void nudge() {
        try {
            looking.execute(this::look);
        } catch (RejectedExecutionException e) {
            // This instance stops; another one looks.
            LOG.debug("No more jobs are taken up here");
        }
    }

    private void look() {
        try {
            boolean more = true;
            while (more && !stopping && attempts.size() < config.running()) {
                Optional<ClaimedJob> next = jobs.claimNext();
                next.ifPresent(this::begin);
                more = next.isPresent();
            }
        } catch (RuntimeException | Error e) {
            // A look that throws would be the last.
            InvariantFailures.tell(LOG, "job", "Cannot look for jobs right now", e);
        }
    }

    private void begin(ClaimedJob job) {
        RunningAttempt attempt = new RunningAttempt(job, jobs::progress, posting.patientPace()::rest);
        attempts.put(job.run(), attempt);
        pulse.begin(job.run(), attempt::beat);
        running.execute(() -> run(attempt));
    }

    private void run(RunningAttempt attempt) {
        try {
            runJob.run(attempt);
        } catch (RuntimeException | Error e) {
            // Nothing is heard of it any more, and so it is taken up again.
            String sentence = "Cannot note how job " + attempt.job().id() + " has ended";
            InvariantFailures.tell(LOG, "job", sentence, e);
        } finally {
            pulse.end(attempt.job().run());
            attempts.remove(attempt.job().run());
            nudge();
        }
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        looking.shutdownNow();
        attempts.values().forEach(RunningAttempt::stop);
        running.shutdown();
        if (!running.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A job does not stop; another instance takes it up when nothing is heard of it");
        }
    }
}
