package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.security.StandingRights;

/** Whether the payers' consents still count when the trade is booked, and within what limit: a right that was taken away is gone. */
@ApplicationScoped
class StandingConsents {
    private static final String AGAIN = "; it consents again, or the proposal is made anew.";

    private final StandingRights rights;

    StandingConsents(StandingRights rights) {
        this.rights = rights;
    }

    /**
     * @param parties who have all consented, as far as they are asked
     * @param accounts of all of them
     * @return the limit of the spender who consented for the one payer
     * @throws ProblemException {@code state-conflict} if whoever consented for a payer may not spend for it any more; if they do so by
     *     an office, and act for somebody who is paid; or if one of several payers' spends within a limit by now
     */
    Optional<SpendingLimit> limit(Proposal proposal, List<ProposalParty> parties, Map<AccountId, AccountRef> accounts) {
        List<MemberId> paid = parties.stream()
                .filter(party -> !party.pays())
                .flatMap(party -> account(accounts, party).member().stream())
                .toList();
        List<ProposalParty> payers =
                parties.stream().filter(ProposalParty::pays).toList();
        List<SpendingLimit> limits = new ArrayList<>();
        for (ProposalParty party : payers) {
            limit(proposal, account(accounts, party), party.consent().orElseThrow(), paid)
                    .ifPresent(limits::add);
        }
        if (payers.size() > 1 && !limits.isEmpty()) {
            throw conflict(
                    "Whoever consented for one of the payers spends within a limit by now, and so not in a trade of"
                            + " several payers; an owner consents again.");
        }
        return limits.stream().findFirst();
    }

    private static AccountRef account(Map<AccountId, AccountRef> accounts, ProposalParty party) {
        return Optional.ofNullable(accounts.get(party.account().orElseThrow())).orElseThrow();
    }

    /** What was said by an office stands by an office, and what was said by the payer's own, or a program, by nothing else. */
    private Optional<SpendingLimit> limit(Proposal proposal, AccountRef payer, Consent consent, List<MemberId> paid) {
        Optional<MemberId> member = payer.member();
        if (consent.byOffice() || member.isEmpty()) {
            requireStandsByOffice(proposal, payer, consent, paid);
            return Optional.empty();
        }
        Optional<StandingRights.Spender> spender = rights.spender(proposal.community(), consent.by(), member.get());
        if (spender.isPresent()) {
            return spender.get().limits().flatMap(limits -> limits.of(proposal.currency(), consent.by()));
        }
        boolean stands =
                rights.mayAsProgram(proposal.community(), consent.by(), permission(proposal), List.of(member.get()));
        if (!stands) {
            throw lapsed(payer);
        }
        return Optional.empty();
    }

    private void requireStandsByOffice(Proposal proposal, AccountRef payer, Consent consent, List<MemberId> paid) {
        Permission permission = payer.member().isPresent() ? permission(proposal) : Permission.SPEND_COMMUNITY_ACCOUNTS;
        boolean stands = rights.mayByOffice(
                proposal.community(),
                consent.by(),
                permission,
                payer.member().stream().toList());
        if (!stands) {
            throw lapsed(payer);
        }
        if (rights.actsForAny(proposal.community(), consent.by(), paid)) {
            throw conflict("Whoever consented for " + payer.address()
                    + " by an office acts for a member who is paid, and nobody pays themselves; another administrator"
                    + " consents, or makes the proposal anew.");
        }
    }

    /** What consenting for a member takes. */
    private static Permission permission(Proposal proposal) {
        return proposal.reverses().isPresent() ? Permission.REVERSE_TRADES : Permission.RECORD_TRADES;
    }

    private static ProblemException lapsed(AccountRef payer) {
        return conflict("Whoever consented for " + payer.address() + " may not spend for it any more" + AGAIN);
    }

    private static ProblemException conflict(String detail) {
        return ProblemException.of(ProblemType.STATE_CONFLICT, detail);
    }

    /** Whether it was the payer's own user who consented. */
    boolean isOwn(Proposal proposal, MemberId payer, Consent consent) {
        return !consent.byOffice()
                && rights.spender(proposal.community(), consent.by(), payer).isPresent();
    }

    /**
     * Whether whoever owns the account has no say in this consent: it was given by an office, or by a program that the member has not
     * let act for it, or it is an account of the community.
     */
    boolean isWithoutOwner(Proposal proposal, AccountRef account, Consent consent) {
        return account.member()
                .filter(member -> isOwn(proposal, member, consent)
                        || rights.hasConsented(proposal.community(), consent.by(), member))
                .isEmpty();
    }
}
