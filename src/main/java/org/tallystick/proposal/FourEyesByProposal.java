package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tallystick.account.AccountRef;
import org.tallystick.approval.FourEyes;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.trade.WriteOffTrades;

/**
 * What two administrators agree on, where the community wants that, is no proposal's to bring about: a write-off, and a reversal by an
 * office. A trade or a reversal is recorded, and waits for the second.
 */
@ApplicationScoped
class FourEyesByProposal {
    private final FourEyesRules rules;
    private final WriteOffTrades writeOffs;
    private final StandingConsents standing;

    FourEyesByProposal(FourEyesRules rules, WriteOffTrades writeOffs, StandingConsents standing) {
        this.rules = rules;
        this.writeOffs = writeOffs;
        this.standing = standing;
    }

    /**
     * Looks at the consents that there are after this one. What has ended is answered as it stands.
     *
     * @throws ProblemException {@code state-conflict} for what two must agree on
     */
    void requireNotNeeded(Acceptance acceptance) {
        Proposal proposal = acceptance.proposal();
        FourEyes two = rules.of(proposal.community());
        if (proposal.state().isFinal() || (!two.writeOffs() && !two.reversals())) {
            return;
        }
        List<ProposalParty> parties = proposal.with(acceptance.party());
        if (proposal.reverses().isEmpty()) {
            if (two.writeOffs() && isWriteOff(acceptance, parties)) {
                throw conflict("a write-off here; record a trade");
            }
            return;
        }
        boolean byOffice = parties.stream()
                .filter(ProposalParty::pays)
                .anyMatch(party -> account(acceptance, party)
                        .filter(account -> isWithoutOwner(proposal, party, account))
                        .isPresent());
        if (byOffice && (two.reversals() || isWriteOff(acceptance, parties))) {
            throw conflict("a reversal by an office here; reverse the trade");
        }
    }

    private boolean isWriteOff(Acceptance acceptance, List<ProposalParty> parties) {
        Proposal proposal = acceptance.proposal();
        Predicate<AccountRef> withoutOwner = account -> parties.stream()
                .anyMatch(party -> party.account().filter(account.id()::equals).isPresent()
                        && isWithoutOwner(proposal, party, account));
        return writeOffs.isWriteOff(
                proposal.community(),
                on(Side.PAYER, acceptance, parties),
                on(Side.PAYEE, acceptance, parties),
                withoutOwner);
    }

    private boolean isWithoutOwner(Proposal proposal, ProposalParty party, AccountRef account) {
        return party.consent()
                .filter(consent -> standing.isWithoutOwner(proposal, account, consent))
                .isPresent();
    }

    private static List<AccountRef> on(Side side, Acceptance acceptance, List<ProposalParty> parties) {
        return parties.stream()
                .filter(party -> party.side() == side)
                .flatMap(party -> account(acceptance, party).stream())
                .toList();
    }

    private static Optional<AccountRef> account(Acceptance acceptance, ProposalParty party) {
        return party.account().map(acceptance.accounts()::get);
    }

    private static ProblemException conflict(String what) {
        return ProblemException.of(
                ProblemType.STATE_CONFLICT, "Two administrators agree on " + what + ", and it waits for the second.");
    }
}
