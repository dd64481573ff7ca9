package org.tallystick.levy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.credit.PolicyPlace;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;

/** Withdraws a version whose day has not come. It keeps its number, so that none is given twice. */
@ApplicationScoped
class WithdrawLevy {
    private final Communities communities;
    private final LevyPolicies policies;
    private final AccessChanges changes;
    private final Clock clock;

    WithdrawLevy(Communities communities, LevyPolicies policies, AccessChanges changes, Clock clock) {
        this.communities = communities;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws ProblemException {@code not-found}; {@code state-conflict} if it is or was in force, or is withdrawn already */
    @Transactional
    public void withdraw(Access access, PolicyPlace place, String version, Reason reason) {
        communities.locked(place.community());
        LevyPolicy policy = policies.required(place.community(), place.currency(), version);
        requireAhead(policy, place);
        if (!policies.withdraw(place.community(), policy, clock.instant())) {
            throw withdrawn();
        }
        changes.record(
                place.community(),
                Subject.LEVY,
                MakeLevy.subject(policy),
                access.caller().actor(),
                reason,
                MakeLevy.values(policy),
                null);
        changes.raise(place.community());
    }

    /** @throws ProblemException {@code state-conflict} if it is or was in force, or is withdrawn already */
    static void requireAhead(LevyPolicy policy, PolicyPlace place) {
        if (policy.withdrawn()) {
            throw withdrawn();
        }
        if (!policy.from().isAfter(place.today())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "It is in force, or was, and versions are never changed then; make a new one that follows it.");
        }
    }

    private static ProblemException withdrawn() {
        return ProblemException.of(ProblemType.STATE_CONFLICT, "It was withdrawn already.");
    }
}
