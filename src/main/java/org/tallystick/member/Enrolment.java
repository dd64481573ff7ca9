package org.tallystick.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;
import org.tallystick.posting.OpenAccounts.NewAccount;
import org.tallystick.security.MemberId;

/**
 * A new member with all that comes with one.
 *
 * @param user the login that owns the member
 * @param accounts one in each currency, in the order of the currencies
 * @param limitsAsked whether the first account was given limits of its own
 */
record Enrolment(Member member, UUID user, List<NewAccount> accounts, boolean limitsAsked) {

    static Enrolment of(Community community, NewMember asked, LocalDate today) {
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
        for (CommunityCurrency currency : community.currencies()) {
            boolean isDefault = currency.equals(community.defaultCurrency());
            accounts.add(new NewAccount(
                    new AccountId(Ids.next()),
                    currency.currency().code(),
                    "member",
                    Optional.of(id.value()),
                    Optional.empty(),
                    asked.creditLimit().filter(limit -> isDefault).orElse(currency.defaultCreditLimit()),
                    asked.balanceCap().filter(cap -> isDefault).orElse(currency.defaultBalanceCap())));
        }
        boolean limitsAsked =
                asked.creditLimit().isPresent() || asked.balanceCap().isPresent();
        return new Enrolment(member, Ids.next(), accounts, limitsAsked);
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
