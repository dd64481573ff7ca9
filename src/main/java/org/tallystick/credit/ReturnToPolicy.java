package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.LimitOrigin;
import org.tallystick.account.LimitOrigins;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.credit.LimitUnits.NewLimits;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.posting.AccountUnit;

/**
 * Gives an account whose limits were set for it alone the limits of the policy in force again, or the currency's defaults where there
 * is none. At once: that they would end was known.
 */
@ApplicationScoped
class ReturnToPolicy {
    private final Communities communities;
    private final CreditPolicies policies;
    private final EvaluatePolicy evaluatePolicy;
    private final LimitUnits units;
    private final Clock clock;

    ReturnToPolicy(
            Communities communities,
            CreditPolicies policies,
            EvaluatePolicy evaluatePolicy,
            LimitUnits units,
            Clock clock) {
        this.communities = communities;
        this.policies = policies;
        this.evaluatePolicy = evaluatePolicy;
        this.units = units;
        this.clock = clock;
    }

    /** What holds for the account then. */
    private record Target(Band band, LimitOrigin origin) {}

    /** The unit that does it; empty if the account has no individual limits, or is closed. */
    Optional<AccountUnit> unit(
            PolicyPlace place, AccountId account, Actor actor, Reason reason, long accessVersion, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, place.zone());
        Optional<CreditPolicy> policy = policies.inForce(place.community(), place.currency(), today);
        Rules rules = policy.map(one -> one.terms().rules()).orElseGet(() -> defaults(place));
        return evaluatePolicy.evaluate(place, rules, today, Optional.of(List.of(account))).stream()
                .filter(verdict -> verdict.standing().individual())
                .findFirst()
                .map(verdict -> {
                    Target target = target(place, policy, verdict, today);
                    LimitNotice notice = new LimitNotice(
                            account,
                            LimitNotice.Kind.CHANGED,
                            Aftermath.detail(
                                    verdict.standing().band(),
                                    target.band(),
                                    place.currency().scale(),
                                    reason.text(),
                                    Map.of()));
                    return units.unit(
                            place,
                            List.of(new NewLimits(
                                    account, target.band(), verdict.standing().limitsVersion())),
                            actor,
                            reason,
                            accessVersion,
                            connection -> {
                                LimitOrigins.write(connection, place.community(), List.of(target.origin()));
                                LimitNotice.write(connection, place.community(), clock.instant(), List.of(notice));
                            });
                });
    }

    private static Target target(PolicyPlace place, Optional<CreditPolicy> policy, Verdict verdict, LocalDate today) {
        AccountId account = verdict.standing().account();
        // What cannot be counted leaves the limits as they are, and to the next evaluation.
        Band band = verdict.found()
                .map(Verdict.Found::band)
                .orElse(verdict.standing().band());
        if (policy.isEmpty() || verdict.found().isEmpty()) {
            return new Target(band, LimitOrigin.byDefault(account));
        }
        String why = Explanations.of(verdict.found().get(), place.currency().scale(), today)
                .toJson();
        return new Target(band, LimitOrigin.ofPolicy(account, policy.get().version(), why));
    }

    private Rules defaults(PolicyPlace place) {
        CommunityCurrency currency = communities
                .byId(place.community())
                .flatMap(community -> community.currency(place.currency().code()))
                .orElseThrow();
        Optional<LimitRule> cap = currency.defaultBalanceCap().isUncapped()
                ? Optional.empty()
                : Optional.of(new LimitRule.Fixed(
                        new Amount(currency.defaultBalanceCap().minorUnits())));
        return new Rules(
                new LimitRule.Fixed(new Amount(currency.defaultCreditLimit().minorUnits())), cap);
    }
}
