package org.tallystick.credit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.credit.ApplicationView.AccountError;
import org.tallystick.credit.LimitUnits.NewLimits;
import org.tallystick.credit.PolicyApplications.Claimed;
import org.tallystick.platform.Database;

/**
 * Applies a policy to all accounts of its currency that have no individual limits, some hundreds at a time. What was done already
 * is found to be as it shall be, so a job that was interrupted goes on by beginning anew, and nothing is done twice.
 */
@ApplicationScoped
class ApplyPolicy {
    /** Whose limits are set by others at the very same time is tried again so often. */
    private static final int MOST_ATTEMPTS = 5;

    private final PolicyPlace.Finder places;
    private final CreditPolicies policies;
    private final PolicyApplications applications;
    private final EvaluatePolicy evaluatePolicy;
    private final LimitUnits units;
    private final Database database;
    private final Clock clock;

    ApplyPolicy(
            PolicyPlace.Finder places,
            CreditPolicies policies,
            PolicyApplications applications,
            EvaluatePolicy evaluatePolicy,
            LimitUnits units,
            Database database,
            Clock clock) {
        this.places = places;
        this.policies = policies;
        this.applications = applications;
        this.evaluatePolicy = evaluatePolicy;
        this.units = units;
        this.database = database;
        this.clock = clock;
    }

    /** What became of some accounts. */
    private record Tally(int changed, int announced, List<AccountError> errors) {}

    /** @param now it decides which day it is */
    void run(Claimed job, Instant now) {
        PolicyPlace place = places.of(job.community(), job.currency(), now);
        CreditPolicy policy = policies.find(place.community(), place.currency(), job.version())
                .orElseThrow();
        List<Verdict> verdicts = evaluatePolicy.evaluate(place, policy.terms().rules(), job.asOf(), Optional.empty());
        List<AccountError> errors = new ArrayList<>();
        for (int from = 0; from < verdicts.size(); from += LimitUnits.MOST_ACCOUNTS) {
            if (!isInForce(place, policy)) {
                applications.end(job, "superseded", errors);
                return;
            }
            int to = Math.min(from + LimitUnits.MOST_ACCOUNTS, verdicts.size());
            Tally tally = apply(place, policy, job.asOf(), verdicts.subList(from, to));
            errors.addAll(tally.errors());
            if (!applications.keep(job, to, verdicts.size(), tally.changed(), tally.announced())) {
                // Another has taken it over; what is set is set.
                return;
            }
        }
        applications.end(job, isInForce(place, policy) ? "done" : "superseded", errors);
    }

    private boolean isInForce(PolicyPlace place, CreditPolicy policy) {
        return policies.inForce(place.community(), place.currency(), place.today())
                .filter(one -> one.version() == policy.version())
                .isPresent();
    }

    private Tally apply(PolicyPlace place, CreditPolicy policy, LocalDate asOf, List<Verdict> some) {
        List<Verdict> verdicts = some;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Tally> tally = tryToApply(place, policy, asOf, verdicts);
            if (tally.isPresent()) {
                return tally.get();
            }
            verdicts = evaluatePolicy.evaluate(
                    place,
                    policy.terms().rules(),
                    asOf,
                    Optional.of(some.stream()
                            .map(verdict -> verdict.standing().account())
                            .toList()));
        }
        throw new IllegalStateException("limits are being set by others all the time");
    }

    /** Empty: somebody has set limits since they were read. */
    private Optional<Tally> tryToApply(PolicyPlace place, CreditPolicy policy, LocalDate asOf, List<Verdict> verdicts) {
        Aftermath ofMoving = new Aftermath(policy, asOf);
        Aftermath ofStaying = new Aftermath(policy, asOf);
        List<NewLimits> moving = new ArrayList<>();
        List<AccountError> errors = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Standing standing = verdict.standing();
            if (standing.individual()) {
                continue;
            }
            if (verdict.found().isEmpty()) {
                errors.add(new AccountError(
                        standing.handle(),
                        "overflow",
                        "What it traded is more than can be counted; it keeps its limits."));
                continue;
            }
            Verdict.Found found = verdict.found().get();
            Transition transition = Transition.of(
                    standing.band(),
                    found.band(),
                    standing.announced(),
                    place.today(),
                    policy.terms().noticeDays());
            if (transition.now().equals(standing.band())) {
                ofStaying.add(standing, found, transition);
            } else {
                ofMoving.add(standing, found, transition);
                moving.add(new NewLimits(standing.account(), transition.now(), standing.limitsVersion()));
            }
        }
        if (!moving.isEmpty() && !post(place, policy, moving, ofMoving)) {
            return Optional.empty();
        }
        if (!ofStaying.isEmpty()) {
            write(place, ofStaying);
        }
        return Optional.of(new Tally(moving.size(), ofMoving.announcedAnew() + ofStaying.announcedAnew(), errors));
    }

    private boolean post(PolicyPlace place, CreditPolicy policy, List<NewLimits> moving, Aftermath aftermath) {
        return units.post(units.unit(
                place,
                moving,
                Actor.of(policy.createdBy()),
                new Reason(policy.name()),
                LimitUnits.ALWAYS_AUTHORISED,
                connection -> aftermath.write(connection, place.community(), clock.instant())));
    }

    private void write(PolicyPlace place, Aftermath aftermath) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.with(connection -> {
                    aftermath.write(connection, place.community(), clock.instant());
                    return aftermath;
                }));
    }
}
