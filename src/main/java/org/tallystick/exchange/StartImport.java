package org.tallystick.exchange;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tallystick.job.JobPulse;
import org.tallystick.platform.Ids;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;

/** Takes imports in and runs them one after the other. */
@ApplicationScoped
class StartImport {
    private static final int MOST_WAITING = 10;

    private final ImportJobs jobs;
    private final JobPulse pulse;
    private final RunImport runImport;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), StartImport::thread);

    StartImport(ImportJobs jobs, JobPulse pulse, RunImport runImport) {
        this.jobs = jobs;
        this.pulse = pulse;
        this.runImport = runImport;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Queues an import, which from here on owns the files.
     *
     * @throws ProblemException {@code unavailable} if too many wait
     */
    ImportJob start(ImportFiles files, boolean dryRun, Caller operator) throws IOException {
        ImportJob job = new ImportJob(Ids.next(), operator, dryRun);
        jobs.add(job);
        pulse.begin(job.id(), () -> jobs.alive(job));
        try {
            executor.execute(() -> run(job, files));
        } catch (RejectedExecutionException e) {
            pulse.end(job.id());
            files.close();
            String why = MOST_WAITING + " imports are waiting already; try again when one has ended.";
            runImport.refuse(job, why);
            throw ProblemException.of(ProblemType.UNAVAILABLE, why);
        }
        return job;
    }

    private void run(ImportJob job, ImportFiles files) {
        try {
            runImport.run(job, files);
        } finally {
            pulse.end(job.id());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
