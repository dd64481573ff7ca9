package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.group.Groups;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;

/** Makes a new version of the policy of a currency; it is applied when its day comes. */
@ApplicationScoped
class MakePolicy {
    /** More than these a currency does not have. */
    private static final int MOST_VERSIONS = 10_000;

    private final Communities communities;
    private final CreditPolicies policies;
    private final Groups groups;
    private final AccessChanges changes;
    private final Clock clock;

    MakePolicy(Communities communities, CreditPolicies policies, Groups groups, AccessChanges changes, Clock clock) {
        this.communities = communities;
        this.policies = policies;
        this.groups = groups;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws ProblemException {@code malformed}; {@code state-conflict} when there are too many versions */
    @Transactional
    public CreditPolicy make(Access access, PolicyPlace place, PolicyBody body) {
        return make(access.caller().actor(), access.caller().name(), place, body);
    }

    /** @param name of whoever makes it, as people know it */
    @Transactional
    public CreditPolicy make(Actor by, String name, PolicyPlace place, PolicyBody body) {
        FieldErrors errors = new FieldErrors();
        PolicyReader reader = reader(errors, place);
        LocalDate from = reader.from(body);
        Optional<Terms> terms = reader.terms(body);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        // Versions are numbered one after the other.
        communities.locked(place.community());
        int version = policies.newestVersion(place.community(), place.currency()) + 1;
        if (version > MOST_VERSIONS) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "The currency has " + MOST_VERSIONS + " versions, and no more fit.");
        }
        CreditPolicy policy = new CreditPolicy(
                place.currency(),
                version,
                from,
                terms.orElseThrow(),
                by.id(),
                name,
                clock.instant(),
                reason.text(),
                false,
                Optional.of(from));
        policies.add(place.community(), policy);
        changes.record(place.community(), Subject.POLICY, subject(policy), by, reason, null, values(policy));
        return policy;
    }

    /** The same reading, for a policy that is only looked at. */
    PolicyReader reader(FieldErrors errors, PolicyPlace place) {
        return new PolicyReader(
                errors,
                place.currency().scale(),
                place.today(),
                code -> groups.find(place.community(), code).isPresent());
    }

    /** As a change record names it. */
    static String subject(CreditPolicy policy) {
        return policy.currency().code() + "/" + policy.version();
    }

    static Map<String, @Nullable Object> values(CreditPolicy policy) {
        PolicyView view = PolicyView.of(policy, "");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("from", view.from().toString());
        values.put("creditLimit", view.creditLimit());
        values.put("balanceCap", view.balanceCap());
        values.put("softCreditLimit", view.softCreditLimit());
        values.put("softBalanceCap", view.softBalanceCap());
        values.put("settlementDays", view.settlementDays());
        values.put("reevaluate", view.reevaluate());
        values.put("noticeDays", view.noticeDays());
        return values;
    }
}
