package org.tallystick.job;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.platform.Ids;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Takes jobs of communities in and runs them one after the other. */
@ApplicationScoped
public class RunJobs {
    static final String AGAIN = " Sending the same again is safe: what is done stays, and nothing is done twice.";

    private static final Logger LOG = Logger.getLogger(RunJobs.class);

    /** Each may hold a file in memory. */
    private static final int MOST_WAITING = 20;

    private final CommunityJobs jobs;
    private final JobPulse pulse;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), RunJobs::thread);

    RunJobs(CommunityJobs jobs, JobPulse pulse) {
        this.jobs = jobs;
        this.pulse = pulse;
    }

    /** What a job does. It is safe to repeat: a job whose process dies is sent again by whoever asked for it. */
    @FunctionalInterface
    public interface Work {
        void run(RunningJob job);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jobs");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Queues a job.
     *
     * @param kind what it does, in a word: {@code members-import}
     * @throws ProblemException {@code unavailable} if too many wait
     */
    public JobView start(Access access, String kind, boolean dryRun, Work work) {
        RunningJob job = new RunningJob(Ids.next(), access, dryRun, jobs);
        jobs.add(job, kind);
        pulse.begin(job.id(), () -> jobs.alive(job));
        try {
            executor.execute(() -> run(job, work));
        } catch (RejectedExecutionException e) {
            pulse.end(job.id());
            String why = MOST_WAITING + " jobs are waiting already; try again when one has ended.";
            job.errors().add("", 0, "", "unavailable", why);
            jobs.end(job);
            throw ProblemException.of(ProblemType.UNAVAILABLE, why);
        }
        return jobs.find(access.community(), job.id()).orElseThrow();
    }

    /** Ends the job, whatever happens. */
    private void run(RunningJob job, Work work) {
        try {
            jobs.progress(job);
            work.run(job);
        } catch (ProblemException e) {
            job.errors().add("", 0, "", e.problem().type().code(), e.problem().detail() + AGAIN);
        } catch (RuntimeException | Error e) {
            InvariantFailures.tell(LOG, "job", "Job " + job.id() + " failed", e);
            job.errors().add("", 0, "", "internal", "The service failed during the job." + AGAIN);
        }
        try {
            jobs.end(job);
        } catch (RuntimeException | Error e) {
            // Nothing is heard of it any more, and so it is shown as interrupted.
            InvariantFailures.tell(LOG, "job", "Cannot note that job " + job.id() + " has ended", e);
        } finally {
            pulse.end(job.id());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
