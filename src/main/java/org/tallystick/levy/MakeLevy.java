package org.tallystick.levy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.category.Categories;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.credit.PolicyPlace;
import org.tallystick.group.Groups;
import org.tallystick.levy.LevyPolicy.Terms;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;

/**
 * Makes a new version of what a currency's trades owe. The access version is raised with it, so that whatever was prepared without it is
 * prepared again.
 */
@ApplicationScoped
class MakeLevy {
    /** More than these a currency does not have: all of them are in memory. */
    private static final int MOST_VERSIONS = 1_000;

    private final Communities communities;
    private final LevyPolicies policies;
    private final Groups groups;
    private final Categories categories;
    private final AccessChanges changes;
    private final Clock clock;

    MakeLevy(
            Communities communities,
            LevyPolicies policies,
            Groups groups,
            Categories categories,
            AccessChanges changes,
            Clock clock) {
        this.communities = communities;
        this.policies = policies;
        this.groups = groups;
        this.categories = categories;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws ProblemException {@code malformed}; {@code state-conflict} when there are too many versions */
    @Transactional
    public LevyPolicy make(Access access, PolicyPlace place, LevyBody body) {
        FieldErrors errors = new FieldErrors();
        LevyReader reader = reader(errors, place);
        LocalDate from = reader.from(body);
        Terms terms = reader.terms(body);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        // Versions are numbered one after the other.
        communities.locked(place.community());
        int version = policies.newestVersion(place.community(), place.currency()) + 1;
        if (version > MOST_VERSIONS) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "The levy has " + MOST_VERSIONS + " versions, and no more fit.");
        }
        LevyPolicy policy = new LevyPolicy(
                place.currency(),
                version,
                from,
                terms,
                access.caller().id(),
                access.caller().name(),
                clock.instant(),
                reason.text(),
                false);
        policies.add(place.community(), policy);
        changes.record(
                place.community(),
                Subject.LEVY,
                subject(policy),
                access.caller().actor(),
                reason,
                null,
                values(policy));
        changes.raise(place.community());
        return policy;
    }

    LevyReader reader(FieldErrors errors, PolicyPlace place) {
        return new LevyReader(
                errors,
                place.currency().scale(),
                place.today(),
                code -> groups.find(place.community(), code).isPresent(),
                code -> categories.all(place.community()).stream()
                        .anyMatch(category -> category.code().equals(code)));
    }

    /** As a change record names it. */
    static String subject(LevyPolicy policy) {
        return policy.currency().code() + "/" + policy.version();
    }

    static Map<String, @Nullable Object> values(LevyPolicy policy) {
        LevyView view = LevyView.of(policy, "");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("from", view.from().toString());
        values.put("payer", view.payer());
        values.put("payee", view.payee());
        values.put("exempt", view.exempt());
        return values;
    }
}
