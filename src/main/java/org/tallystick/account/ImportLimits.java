package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tallystick.job.JobView;
import org.tallystick.job.RunJobs;
import org.tallystick.job.RunningJob;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;

/**
 * Sets the limits of all accounts of a file, once every row is found to be in order. They are set some at a time; where that
 * is interrupted, the same file sent again sets the rest, and whatever is as the file has it stays untouched.
 */
@ApplicationScoped
public class ImportLimits {
    /** So many are locked at once, and no trade of theirs is booked meanwhile. */
    private static final int ACCOUNTS_AT_ONCE = 200;

    private final RunJobs jobs;
    private final Directory directory;
    private final AccountStates states;
    private final LimitSetters setters;
    private final SetListedLimits setListed;
    private final LimitRises rises;
    private final AccessControl accessControl;

    ImportLimits(
            RunJobs jobs,
            Directory directory,
            AccountStates states,
            LimitSetters setters,
            SetListedLimits setListed,
            LimitRises rises,
            AccessControl accessControl) {
        this.jobs = jobs;
        this.directory = directory;
        this.states = states;
        this.setters = setters;
        this.setListed = setListed;
        this.rises = rises;
        this.accessControl = accessControl;
    }

    /** @param dryRun whether it only says what would happen */
    public JobView start(Access access, byte[] file, boolean dryRun) {
        return jobs.start(access, "limits-import", dryRun, job -> run(job, file));
    }

    private void run(RunningJob job, byte[] file) {
        Access access = job.access(accessControl);
        List<LimitsRow> rows = new LimitsFile(directory, job.community().id(), job.errors()).read(file);
        job.total(rows.size());
        rows.forEach(row -> check(access, row));
        if (rises.any(job.community().id())) {
            requireOneMayDecide(job, rows);
        }
        if (!job.errors().isEmpty()) {
            return;
        }
        for (int from = 0; from < rows.size(); from += ACCOUNTS_AT_ONCE) {
            List<LimitsRow> some = rows.subList(from, Math.min(rows.size(), from + ACCOUNTS_AT_ONCE));
            long changed = job.dryRun() ? differing(job, some) : setListed.set(access, some);
            job.done(0, changed, some.size() - changed);
        }
    }

    private void check(Access access, LimitsRow row) {
        try {
            setters.require(access, row.account());
            SetLimits.requireNotFixed(row.account());
        } catch (ProblemException e) {
            row.row().add("account", e.problem().type().code(), e.problem().detail());
        }
    }

    /** Rises on which two agree are asked for one by one. */
    private void requireOneMayDecide(RunningJob job, List<LimitsRow> rows) {
        for (int from = 0; from < rows.size(); from += ACCOUNTS_AT_ONCE) {
            List<LimitsRow> some = rows.subList(from, Math.min(rows.size(), from + ACCOUNTS_AT_ONCE));
            Map<AccountId, AccountState> present = states.read(
                    job.community().id(),
                    some.stream().map(row -> row.account().id()).toList());
            for (LimitsRow row : some) {
                Account account =
                        Objects.requireNonNull(present.get(row.account().id())).account();
                row.differingFrom(account)
                        .filter(limits -> rises.takeTwo(row.account(), account, limits))
                        .ifPresent(limits -> row.row()
                                .add(
                                        "credit_limit",
                                        "takes-two",
                                        "rises by more than one administrator decides here; set it by itself, and it waits"
                                                + " for the second"));
            }
        }
    }

    private long differing(RunningJob job, List<LimitsRow> rows) {
        Map<AccountId, AccountState> present = states.read(
                job.community().id(),
                rows.stream().map(row -> row.account().id()).toList());
        return rows.stream()
                .filter(row -> row.differingFrom(
                                Objects.requireNonNull(present.get(row.account().id()))
                                        .account())
                        .isPresent())
                .count();
    }
}
