package org.tallystick.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.LimitOrigin;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.member.FirstLimits.Beginning;
import org.tallystick.platform.Ids;
import org.tallystick.posting.OpenAccounts.NewAccount;
import org.tallystick.security.MemberId;

/**
 * A new member with all that comes with one.
 *
 * @param user the login that owns the member
 * @param accounts one in each currency, in the order of the currencies
 * @param limitsAsked whether the first account was given limits of its own
 * @param byPolicy what a policy gave to the others, by their currency
 */
record Enrolment(
        Member member,
        UUID user,
        List<NewAccount> accounts,
        boolean limitsAsked,
        Map<CurrencyCode, Beginning> byPolicy) {

    /**
     * @param groups to which the member will belong
     * @param rules of the currencies that have a policy
     * @param byThemselves nobody has looked at them, so they begin without credit where no policy gives any
     */
    static Enrolment of(
            Community community,
            NewMember asked,
            LocalDate today,
            Set<String> groups,
            Map<CurrencyCode, FirstLimits.Rule> rules,
            boolean byThemselves) {
        MemberId id = new MemberId(Ids.next());
        Member member = new Member(
                id,
                asked.handle(),
                asked.name(),
                asked.kind(),
                asked.email(),
                MemberStatus.ACTIVE,
                asked.joined().orElse(today),
                1,
                Map.of());
        List<NewAccount> accounts = new ArrayList<>();
        Map<CurrencyCode, Beginning> byPolicy = new HashMap<>();
        boolean limitsAsked =
                asked.creditLimit().isPresent() || asked.balanceCap().isPresent();
        for (CommunityCurrency currency : community.currencies()) {
            boolean isDefault = currency.equals(community.defaultCurrency());
            CurrencyCode code = currency.currency().code();
            Optional<Beginning> beginning =
                    Optional.ofNullable(rules.get(code)).map(rule -> rule.of(asked.kind(), groups, member.joined()));
            beginning.filter(one -> !isDefault || !limitsAsked).ifPresent(one -> byPolicy.put(code, one));
            CreditLimit limit = beginning
                    .map(Beginning::creditLimit)
                    .orElse(byThemselves ? CreditLimit.of(Amount.ZERO) : currency.defaultCreditLimit());
            BalanceCap cap = beginning.map(Beginning::balanceCap).orElse(currency.defaultBalanceCap());
            accounts.add(new NewAccount(
                    new AccountId(Ids.next()),
                    code,
                    "member",
                    Optional.of(id.value()),
                    Optional.empty(),
                    asked.creditLimit().filter(given -> isDefault).orElse(limit),
                    asked.balanceCap().filter(given -> isDefault).orElse(cap)));
        }
        return new Enrolment(member, Ids.next(), accounts, limitsAsked, byPolicy);
    }

    /** Where the limits come from that are not the currency's defaults. */
    List<LimitOrigin> origins(Actor enrolledBy, Reason reason) {
        List<LimitOrigin> origins = new ArrayList<>();
        if (limitsAsked) {
            origins.add(LimitOrigin.individual(accounts.get(0).id(), enrolledBy, reason, Optional.empty()));
        }
        for (NewAccount account : accounts) {
            Optional.ofNullable(byPolicy.get(account.currency()))
                    .map(given -> LimitOrigin.ofPolicy(account.id(), given.policyVersion(), given.explanation()))
                    .ifPresent(origins::add);
        }
        return origins;
    }

    /** That the member came, and the limits where someone chose them. */
    List<Change> changes(Community community, Actor enrolledBy, Reason reason) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(member.toValues());
        values.put("owner", member.handle() + "@" + community.slug());
        Change came = Change.made(Subject.MEMBER, member.id().value().toString(), enrolledBy, reason, values);
        if (!limitsAsked) {
            return List.of(came);
        }
        NewAccount account = accounts.get(0);
        int scale = community.defaultCurrency().currency().scale();
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        limits.put(
                "creditLimit",
                Amount.ofMinorUnits(account.creditLimit().minorUnits()).format(scale));
        limits.put(
                "balanceCap",
                account.balanceCap().isUncapped()
                        ? null
                        : Amount.ofMinorUnits(account.balanceCap().minorUnits()).format(scale));
        return List.of(came, Change.made(Subject.LIMITS, account.id().value().toString(), enrolledBy, reason, limits));
    }
}
