package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.security.StandingRights;

/** Whether a payer's consent still counts when the trade is booked, and within what limit: a right that was taken away is gone. */
@ApplicationScoped
class StandingConsents {
    private final StandingRights rights;

    StandingConsents(StandingRights rights) {
        this.rights = rights;
    }

    /**
     * @return the limit of the spender who consented
     * @throws ProblemException {@code state-conflict} if whoever consented may not spend for the payer any more
     */
    Optional<SpendingLimit> limit(Proposal proposal, AccountRef payer, Consent consent) {
        Optional<MemberId> member = payer.member();
        if (member.isPresent() && !consent.byOffice()) {
            Optional<StandingRights.Spender> spender = rights.spender(proposal.community(), consent.by(), member.get());
            if (spender.isPresent()) {
                return spender.get().limits().flatMap(limits -> limits.of(proposal.currency(), consent.by()));
            }
        }
        boolean stands = rights.mayByOffice(
                proposal.community(),
                consent.by(),
                member.isPresent() ? Permission.RECORD_TRADES : Permission.SPEND_COMMUNITY_ACCOUNTS,
                member.stream().toList());
        if (!stands) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Whoever consented for " + payer.address()
                            + " may not spend for it any more; it consents again, or the proposal is made anew.");
        }
        return Optional.empty();
    }

    /** Whether it was the payer's own user who consented. */
    boolean isOwn(Proposal proposal, MemberId payer, Consent consent) {
        return !consent.byOffice()
                && rights.spender(proposal.community(), consent.by(), payer).isPresent();
    }
}
