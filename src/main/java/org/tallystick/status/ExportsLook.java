package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.job.UnfinishedJobs;
import org.tallystick.job.WatchJobs;

/** Whether somebody works on what was asked for. */
@Singleton
class ExportsLook implements Look {
    private static final Duration LONG = Duration.ofHours(1);

    private final WatchJobs jobs;

    ExportsLook(WatchJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Subject subject() {
        return Subject.EXPORTS;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(jobs.read());
    }

    static StatusLine line(UnfinishedJobs jobs) {
        String unfinished =
                InWords.count(jobs.jobs(), "export") + (jobs.jobs() == 1 ? " is" : " are") + " queued or running";
        if (jobs.jobs() > 0 && jobs.longestStill().compareTo(LONG) > 0) {
            return StatusLine.attention(
                    Subject.EXPORTS,
                    unfinished + ", and on one nobody has worked for " + InWords.lasting(jobs.longestStill()) + ".",
                    "Start the service again. If that does not help, the log says \"Cannot look for jobs right now\","
                            + " and why; an export can always be cancelled and asked for again.");
        }
        return StatusLine.good(Subject.EXPORTS, jobs.jobs() == 0 ? "None is unfinished." : unfinished + ".");
    }
}
