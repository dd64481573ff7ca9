package org.tallystick.job;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.problem.InvariantFailures;

/**
 * Says every few seconds of each job that this instance has taken and not ended that it is alive, while it waits for
 * another or has nothing to show too. It stops with the process, and so the jobs that die with it are known.
 */
@Singleton
public class JobPulse {
    private static final Logger LOG = Logger.getLogger(JobPulse.class);
    private static final long PERIOD_SECONDS = 3;

    private final Map<UUID, Runnable> beats = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(JobPulse::thread);

    public JobPulse() {
        executor.scheduleWithFixedDelay(this::beat, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "job-pulse");
        thread.setDaemon(true);
        return thread;
    }

    /** @param beat notes where the job stands that it is alive, and waits for no lock: the other jobs wait for it */
    public void begin(UUID job, Runnable beat) {
        beats.put(job, beat);
    }

    public void end(UUID job) {
        beats.remove(job);
    }

    /** Of each, whatever becomes of the others. */
    void beat() {
        beats.forEach((job, beat) -> {
            try {
                beat.run();
            } catch (RuntimeException | Error e) {
                // The next one may succeed, and so may those of other jobs; a task that throws would never be run
                // again.
                InvariantFailures.tell(LOG, "job", "Cannot note that job " + job + " is alive", e);
            }
        });
    }

    public void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
