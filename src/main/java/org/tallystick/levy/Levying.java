package org.tallystick.levy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Levy;
import org.tallystick.ledger.LevyRule;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.Share;
import org.tallystick.levy.LevyPolicy.Terms;
import org.tallystick.security.MemberId;

/**
 * What trades among some accounts owe the fund, under one version of the community's access rules: whoever books by it compares
 * that version, which every change of a levy raises.
 *
 * <p>The community's own accounts owe nothing. A trade of which one side is the fund or settlement alone owes nothing at all: those are
 * shared spending, gifts and write-offs. Of a trade with another community, the member here owes its side.
 */
public final class Levying {
    /** Of a community without levies. */
    public static final Levying NONE = new Levying(Map.of(), Map.of(), Map.of(), Map.of());

    private static final String MEMBERS = "member";
    private static final String CLEARING = "clearing";

    private final Map<CurrencyCode, List<LevyPolicy>> policies;
    private final Map<CurrencyCode, Party> funds;
    private final Map<AccountId, AccountRef> accounts;
    private final Map<MemberId, MemberTraits> traits;

    /**
     * @param policies of each currency that has any
     * @param accounts of whoever may take part
     * @param traits of their members, where a policy exempts by them
     */
    Levying(
            Map<CurrencyCode, List<LevyPolicy>> policies,
            Map<CurrencyCode, Party> funds,
            Map<AccountId, AccountRef> accounts,
            Map<MemberId, MemberTraits> traits) {
        this.policies = policies;
        this.funds = funds;
        this.accounts = accounts;
        this.traits = traits;
    }

    /**
     * The version that is in force on a day; 0 for none. What is agreed on now and booked later keeps it, and asks {@link #by}.
     *
     * @param day in the community's time zone
     */
    public int inForce(CurrencyCode currency, LocalDate day) {
        return KnownLevies.inForce(of(currency), day).map(LevyPolicy::version).orElse(0);
    }

    /**
     * What a trade that is decided on this day owes.
     *
     * @param category of the trade, if it has one
     * @param day in the community's time zone
     */
    public List<Levy> on(
            CurrencyCode currency, Optional<String> category, List<Share> payers, List<Share> payees, LocalDate day) {
        return policies.isEmpty() ? List.of() : by(inForce(currency, day), currency, category, payers, payees);
    }

    /**
     * What a trade owes by a version that was fixed before, whatever is in force now.
     *
     * @param version as {@link #inForce} told it; 0: nothing
     */
    public List<Levy> by(
            int version, CurrencyCode currency, Optional<String> category, List<Share> payers, List<Share> payees) {
        Optional<Terms> terms = of(currency).stream()
                .filter(policy -> policy.version() == version)
                .map(LevyPolicy::terms)
                .findFirst();
        if (terms.isEmpty() || terms.get().exempt().covers(category) || isCommunitys(payers) || isCommunitys(payees)) {
            return List.of();
        }
        Party fund = Optional.ofNullable(funds.get(currency)).orElseThrow();
        List<Levy> levies = new ArrayList<>();
        terms.get().payer().ifPresent(rule -> add(payers, rule, terms.get().exempt(), fund, levies));
        terms.get().payee().ifPresent(rule -> add(payees, rule, terms.get().exempt(), fund, levies));
        return levies;
    }

    private List<LevyPolicy> of(CurrencyCode currency) {
        return policies.getOrDefault(currency, List.of());
    }

    private void add(List<Share> shares, LevyRule rule, Exemptions exempt, Party fund, List<Levy> levies) {
        for (Share share : shares) {
            boolean owes = account(share)
                    .flatMap(AccountRef::member)
                    .filter(member -> !isExempt(member, exempt))
                    .isPresent();
            if (owes) {
                levies.add(new Levy(share.party(), share.amount(), rule, fund));
            }
        }
    }

    private boolean isExempt(MemberId member, Exemptions exempt) {
        return exempt.areOfMembers()
                && Optional.ofNullable(traits.get(member))
                        .filter(exempt::covers)
                        .isPresent();
    }

    /** All of a side: an own account that joins some members takes nothing off what those owe. */
    private boolean isCommunitys(List<Share> side) {
        return side.stream()
                .map(this::account)
                .allMatch(account -> account.filter(Levying::isOwn).isPresent());
    }

    private static boolean isOwn(AccountRef account) {
        return !account.kind().equals(MEMBERS) && !account.kind().equals(CLEARING);
    }

    private Optional<AccountRef> account(Share share) {
        return share.party().account().map(accounts::get);
    }
}
