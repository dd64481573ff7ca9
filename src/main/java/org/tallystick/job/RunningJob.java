package org.tallystick.job;

import java.util.UUID;
import org.tallystick.csv.RowErrors;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;
import org.tallystick.security.CommunityFacts;

/** A job as the work sees it that it does: for whom, and where it notes how far it is. For one thread. */
public final class RunningJob {
    private final UUID id;
    private final CommunityFacts community;
    private final Caller caller;
    private final boolean dryRun;
    private final CommunityJobs jobs;
    private final RowErrors errors = new RowErrors();

    private Tally tally = new Tally(0, 0, 0, 0, 0);

    RunningJob(UUID id, Access access, boolean dryRun, CommunityJobs jobs) {
        this.id = id;
        this.community = access.community();
        this.caller = access.caller();
        this.dryRun = dryRun;
        this.jobs = jobs;
    }

    /** How many rows are done, of how many, and what became of them. */
    record Tally(long done, long total, long added, long changed, long same) {}

    public UUID id() {
        return id;
    }

    public CommunityFacts community() {
        return community;
    }

    public boolean dryRun() {
        return dryRun;
    }

    /** What is wrong with the rows; a job that has errors at the end has failed. */
    public RowErrors errors() {
        return errors;
    }

    /** What whoever started the job may do now, or an exception as of {@link AccessControl#current}. */
    public Access access(AccessControl control) {
        return control.current(community.slug(), caller);
    }

    public void total(long rows) {
        tally = new Tally(tally.done, rows, tally.added, tally.changed, tally.same);
        jobs.progress(this);
    }

    /** Notes that so many more rows are done, and what became of them. */
    public void done(long added, long changed, long same) {
        tally = new Tally(
                tally.done + added + changed + same,
                tally.total,
                tally.added + added,
                tally.changed + changed,
                tally.same + same);
        jobs.progress(this);
    }

    Tally tally() {
        return tally;
    }

    UUID callerId() {
        return caller.id();
    }
}
