package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.job.JobView;
import org.tallystick.job.RunJobs;
import org.tallystick.job.RunningJob;
import org.tallystick.security.Access;

/**
 * Enrols all members of a file, or none. Whoever is there already is changed where the file says otherwise, so that the same
 * file sent again changes nothing; limits, and the day somebody joined, are those of the enrolment alone.
 */
@ApplicationScoped
public class ImportMembers {
    private final RunJobs jobs;
    private final Communities communities;
    private final EnrolListed enrolListed;

    ImportMembers(RunJobs jobs, Communities communities, EnrolListed enrolListed) {
        this.jobs = jobs;
        this.communities = communities;
        this.enrolListed = enrolListed;
    }

    /** @param dryRun whether it only says what would happen */
    public JobView start(Access access, byte[] file, boolean dryRun, Reason reason) {
        return jobs.start(access, "members-import", dryRun, job -> run(job, file, reason));
    }

    private void run(RunningJob job, byte[] file, Reason reason) {
        int scale = communities
                .byId(job.community().id())
                .orElseThrow()
                .defaultCurrency()
                .currency()
                .scale();
        List<ListedEnrolment> rows = EnrolmentFile.read(file, scale, job.errors());
        job.total(rows.size());
        if (job.errors().isEmpty()) {
            EnrolListed.Result result = enrolListed.enrol(job, rows, reason);
            if (job.errors().isEmpty()) {
                job.done(result.added(), result.changed(), result.same());
            }
        }
    }
}
