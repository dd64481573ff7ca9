package org.tallystick.exchange;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Says every few seconds of each import that this instance has taken and not ended that it is alive, while it waits for
 * another or rehearses too. It stops with the process, and so the imports that die with it are known.
 */
@ApplicationScoped
class ImportPulse {
    private static final Logger LOG = Logger.getLogger(ImportPulse.class);
    private static final long PERIOD_SECONDS = 3;

    private final ImportJobs jobs;
    private final Set<ImportJob> alive = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(ImportPulse::thread);

    ImportPulse(ImportJobs jobs) {
        this.jobs = jobs;
        executor.scheduleWithFixedDelay(this::beat, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "import-pulse");
        thread.setDaemon(true);
        return thread;
    }

    void begin(ImportJob job) {
        alive.add(job);
    }

    void end(ImportJob job) {
        alive.remove(job);
    }

    private void beat() {
        try {
            alive.forEach(jobs::alive);
        } catch (RuntimeException e) {
            // The next beat may succeed, and a task that throws would never be run again.
            LOG.warnf("Cannot note that imports are alive: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
