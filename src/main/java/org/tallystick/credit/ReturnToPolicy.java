package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.tallystick.account.LimitOrigin;
import org.tallystick.account.LimitOrigins;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.credit.LimitUnits.NewLimits;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Account;
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

    /**
     * What holds for the account then.
     *
     * @param byPolicy whether a policy is in force that says so; else they are the currency's defaults
     */
    record Return(Standing standing, Band band, LimitOrigin origin, boolean byPolicy) {
        /** Of each of the two limits the narrower one of now and then, as the account's own: what takes two to widen waits for them. */
        Return keepingNarrow(LimitOrigin individual) {
            return new Return(standing, band.narrowest(standing.band()), individual, byPolicy);
        }
    }

    /** Empty if the account has no individual limits, or is closed. */
    Optional<Return> find(PolicyPlace place, AccountId account, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, place.zone());
        Optional<CreditPolicy> policy = policies.inForce(place.community(), place.currency(), today);
        Rules rules = policy.map(one -> one.terms().rules()).orElseGet(() -> defaults(place));
        return evaluatePolicy.evaluate(place, rules, today, Optional.of(List.of(account))).stream()
                .filter(verdict -> verdict.standing().individual())
                .findFirst()
                .map(verdict -> target(place, policy, verdict, today));
    }

    /**
     * The unit that does it.
     *
     * @param changeId of the record of the change
     * @param check as in {@link LimitUnits}
     */
    AccountUnit unit(
            PolicyPlace place,
            Return target,
            UUID changeId,
            Actor actor,
            Reason reason,
            long accessVersion,
            Consumer<List<Account>> check) {
        Standing standing = target.standing();
        LimitNotice notice = new LimitNotice(
                standing.account(),
                LimitNotice.Kind.CHANGED,
                Aftermath.detail(
                        standing.band(), target.band(), place.currency().scale(), reason.text(), Map.of()));
        return units.unit(
                place,
                changeId,
                List.of(new NewLimits(standing.account(), target.band(), standing.limitsVersion())),
                actor,
                reason,
                accessVersion,
                check,
                connection -> {
                    LimitOrigins.write(connection, place.community(), List.of(target.origin()));
                    LimitNotice.write(connection, place.community(), clock.instant(), List.of(notice));
                });
    }

    private static Return target(PolicyPlace place, Optional<CreditPolicy> policy, Verdict verdict, LocalDate today) {
        Standing standing = verdict.standing();
        AccountId account = standing.account();
        // What cannot be counted leaves the limits as they are, and to the next evaluation.
        Band band = verdict.found().map(Verdict.Found::band).orElse(standing.band());
        if (policy.isEmpty() || verdict.found().isEmpty()) {
            return new Return(standing, band, LimitOrigin.byDefault(account), policy.isPresent());
        }
        String why = Explanations.of(verdict.found().get(), place.currency().scale(), today)
                .toJson();
        return new Return(
                standing, band, LimitOrigin.ofPolicy(account, policy.get().version(), why), true);
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
