package org.tallystick.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.platform.RunningStatements;

/**
 * An attempt at a job while it runs: how far it is, and whether it is to go on. The work's thread notes, the pulse's thread looks, and
 * calls it back from the database where it is not.
 */
final class RunningAttempt implements JobProgress {
    private static final long BETWEEN_NOTES_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClaimedJob job;
    private final Noting noting;
    private final Runnable rest;
    private final RunningStatements statements = new RunningStatements();
    private final AtomicLong done = new AtomicLong();
    private volatile long total;
    private volatile boolean lost;
    private volatile boolean stopping;
    private long notedAt = System.nanoTime();

    /** Where is noted how far it is. */
    @FunctionalInterface
    interface Noting {
        /** @return whether the job is still this attempt's */
        boolean progress(ClaimedJob job, long done, long total);
    }

    /** @param rest waits as long as those who trade need the service more; called between two steps, never within one */
    RunningAttempt(ClaimedJob job, Noting noting, Runnable rest) {
        this.job = job;
        this.noting = noting;
        this.rest = rest;
    }

    ClaimedJob job() {
        return job;
    }

    long rows() {
        return done.get();
    }

    /** What the thread of the work waits for. */
    RunningStatements statements() {
        return statements;
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
        rest.run();
    }

    /** Says that it is alive, and finds out whether it was cancelled or taken up elsewhere. */
    void beat() {
        if (!noting.progress(job, done.get(), Math.max(total, done.get()))) {
            lost = true;
        }
        if (stopped().isPresent()) {
            statements.cancel();
        }
    }

    /** For a service that stops. */
    void stop() {
        stopping = true;
        statements.cancel();
    }

    /** Why it is not to go on; empty: it is. */
    Optional<JobStopped.Cause> stopped() {
        if (lost) {
            return Optional.of(JobStopped.Cause.LOST);
        }
        return stopping ? Optional.of(JobStopped.Cause.STOPPING) : Optional.empty();
    }

    @Override
    public void requireGoingOn() {
        stopped().ifPresent(why -> {
            throw new JobStopped(why);
        });
    }
}
