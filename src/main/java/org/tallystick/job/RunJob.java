package org.tallystick.job;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.tallystick.csv.RowError;
import org.tallystick.platform.StatementCancelled;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessControl;

/** Does a job that this instance has, and ends it, unless another is to go on with it. */
@ApplicationScoped
class RunJob {
    private static final Logger LOG = Logger.getLogger(RunJob.class);

    private final ResumableJobs jobs;
    private final ResultParts parts;
    private final KeptResults kept;
    private final List<ResumableWork> works;
    private final AccessControl accessControl;
    private final JobConfig config;
    private final Clock clock;

    RunJob(
            ResumableJobs jobs,
            ResultParts parts,
            KeptResults kept,
            @All List<ResumableWork> works,
            AccessControl accessControl,
            JobConfig config,
            Clock clock) {
        this.jobs = jobs;
        this.parts = parts;
        this.kept = kept;
        this.works = works;
        this.accessControl = accessControl;
        this.config = config;
        this.clock = clock;
    }

    void run(RunningAttempt attempt) {
        ClaimedJob job = attempt.job();
        try {
            attempt.statements().enter();
            try {
                write(attempt);
            } finally {
                attempt.statements().leave();
            }
        } catch (JobStopped e) {
            stopped(job, e.why());
        } catch (StatementCancelled e) {
            attempt.stopped().ifPresentOrElse(why -> stopped(job, why), () -> internal(job, e));
        } catch (ProblemException e) {
            if (e.problem().type() == ProblemType.UNAVAILABLE) {
                // The database is away: when it is back, somebody takes the job up.
                LOG.warnf("Job %s is interrupted: %s", job.id(), e.getMessage());
            } else {
                jobs.fail(job, error(e.problem().type().code(), e.problem().detail()));
            }
        } catch (ResultTooLarge e) {
            jobs.fail(job, error("result-too-large", String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException | Error e) {
            internal(job, e);
        }
    }

    private void stopped(ClaimedJob job, JobStopped.Cause why) {
        switch (why) {
            case LOST -> LOG.debugf("Job %s was cancelled, or another instance has it", job.id());
            case STOPPING -> jobs.release(job);
        }
    }

    private void internal(ClaimedJob job, Throwable e) {
        InvariantFailures.tell(LOG, "job", "Job " + job.id() + " failed", e);
        jobs.fail(job, error("internal", "The service failed during the job. Ask for it again."));
    }

    private void write(RunningAttempt attempt) throws IOException {
        ClaimedJob job = attempt.job();
        ResumableWork work = works.stream()
                .filter(one -> one.does(job.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody does jobs of kind " + job.kind()));
        ResumableWork.Content content =
                work.content(accessControl.current(job.slug(), job.caller()), job.kind(), job.request());
        attempt.total(content.rows());
        ResultOutput out = new ResultOutput(job, parts, config.largestResult().asLongValue());
        content.write(out, attempt);
        ResultFile file = out.finish(content.fileName(), content.mediaType());
        if (jobs.finish(job, file, attempt.rows(), clock.instant().plus(config.resultsKeptFor()))) {
            kept.trim(job.community());
        }
    }

    private static RowError error(String code, String detail) {
        return new RowError("", 0, "", code, detail);
    }
}
