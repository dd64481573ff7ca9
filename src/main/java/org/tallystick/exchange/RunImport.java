package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.tallystick.community.Community;
import org.tallystick.csv.RowError;
import org.tallystick.csv.RowErrors;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;

/**
 * Imports a community: checks every row, rehearses every trade in memory, and if nothing is wrong makes the community and
 * its members and posts the trades. Whatever was interrupted is completed by sending the same files again.
 */
@ApplicationScoped
class RunImport {
    private static final Logger LOG = Logger.getLogger(RunImport.class);

    private static final String AGAIN =
            " Sending the same files again is safe: what is booked stays, and nothing is booked twice.";

    private final ImportJobs jobs;
    private final RehearseImport rehearse;
    private final PrepareTarget prepare;
    private final BookImport bookImport;
    private final ImportedStatuses statuses;
    private final Clock clock;

    RunImport(
            ImportJobs jobs,
            RehearseImport rehearse,
            PrepareTarget prepare,
            BookImport bookImport,
            ImportedStatuses statuses,
            Clock clock) {
        this.jobs = jobs;
        this.rehearse = rehearse;
        this.prepare = prepare;
        this.bookImport = bookImport;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Ends the job, whatever happens, and deletes the files. */
    void run(ImportJob job, ImportFiles files) {
        RowErrors errors = new RowErrors();
        try (files) {
            importAll(job, files, errors);
        } catch (ProblemException e) {
            errors.add("", 0, "", e.problem().type().code(), e.problem().detail() + AGAIN);
        } catch (IOException | RuntimeException | Error e) {
            InvariantFailures.tell(LOG, "job", "Import " + job.id() + " failed", e);
            errors.add("", 0, "", "internal", "The service failed during the import." + AGAIN);
        }
        jobs.end(job, errors.list());
    }

    private void importAll(ImportJob job, ImportFiles files, RowErrors errors) {
        jobs.progress(job, null, 0, 0);
        Optional<ImportPlan> read = ImportPlan.read(files, clock, errors);
        if (read.isEmpty()) {
            return;
        }
        ImportPlan plan = read.get();
        String slug = plan.community().slug();
        jobs.progress(job, slug, 0, plan.tradeCount());
        Set<String> booked = rehearse.rehearse(plan, errors);
        if (!errors.isEmpty()) {
            return;
        }
        if (job.dryRun()) {
            jobs.progress(job, slug, plan.tradeCount(), plan.tradeCount());
            return;
        }
        jobs.progress(job, slug, booked.size(), plan.tradeCount());
        prepare.prepare(plan, job.operator().id(), errors)
                .ifPresent(community -> bookInto(community, job, plan, booked, errors));
    }

    private void bookInto(Community community, ImportJob job, ImportPlan plan, Set<String> booked, RowErrors errors) {
        String slug = plan.community().slug();
        LongConsumer progress = done -> jobs.progress(job, slug, done, plan.tradeCount());
        bookImport.book(job, plan, community, booked, errors, progress);
        if (errors.isEmpty()) {
            statuses.apply(job, plan, community, errors);
        }
    }

    /** Notes that nothing came of a job that never ran. */
    void refuse(ImportJob job, String why) {
        jobs.end(job, List.of(new RowError("", 0, "", "unavailable", why)));
    }
}
