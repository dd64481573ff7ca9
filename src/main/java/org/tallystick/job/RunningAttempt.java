package org.tallystick.job;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** An attempt at a job while it runs: how far it is, and whether it is to go on. The work's thread notes, the pulse's thread looks. */
final class RunningAttempt implements JobProgress {
    private static final long BETWEEN_NOTES_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClaimedJob job;
    private final ResumableJobs jobs;
    private final AtomicLong done = new AtomicLong();
    private volatile long total;
    private volatile boolean lost;
    private volatile boolean stopping;
    private long notedAt = System.nanoTime();

    RunningAttempt(ClaimedJob job, ResumableJobs jobs) {
        this.job = job;
        this.jobs = jobs;
    }

    ClaimedJob job() {
        return job;
    }

    long rows() {
        return done.get();
    }

    /** There may be fewer rows, or more, by the time that they are written. */
    void total(long rows) {
        total = rows;
        beat();
        requireGoingOn();
    }

    @Override
    public void done(long rows) {
        done.addAndGet(rows);
        if (System.nanoTime() - notedAt > BETWEEN_NOTES_NANOS) {
            notedAt = System.nanoTime();
            beat();
        }
        requireGoingOn();
    }

    /** Says that it is alive, and finds out whether it was cancelled or taken up elsewhere. */
    void beat() {
        if (!jobs.progress(job, done.get(), Math.max(total, done.get()))) {
            lost = true;
        }
    }

    /** For a service that stops. */
    void stop() {
        stopping = true;
    }

    private void requireGoingOn() {
        if (lost) {
            throw new JobStopped(JobStopped.Cause.LOST);
        }
        if (stopping) {
            throw new JobStopped(JobStopped.Cause.STOPPING);
        }
    }
}
