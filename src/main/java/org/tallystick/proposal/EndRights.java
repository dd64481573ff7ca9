package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** Who may end a proposal: as the machine has it, a party that is asked, or whoever proposed it. */
@ApplicationScoped
class EndRights {
    private final Proposals proposals;
    private final AskedParty askedParty;

    EndRights(Proposals proposals, AskedParty askedParty) {
        this.proposals = proposals;
        this.askedParty = askedParty;
    }

    /**
     * Somebody who ends it.
     *
     * @param party the number of that for which it is; empty: a mediator, who proposed it between others
     * @param byOffice whether a person does so by an office
     * @param isRepeated whether the same side has done so already
     */
    record Ender(
            Access access, Optional<Integer> party, Optional<MemberId> member, boolean byOffice, boolean isRepeated) {}

    /** @throws ProblemException {@code forbidden} for everybody else */
    Ender ender(Access access, Proposal proposal, Event event, @Nullable String account) {
        Map<AccountId, AccountRef> accounts = proposals.accounts(proposal);
        return switch (ProposalMachine.who(event)) {
            case ASKED -> {
                AskedParty.Found found = askedParty.find(access, proposal, account, null, accounts);
                yield ender(
                        access,
                        Optional.of(found.party().number()),
                        Optional.of(found.account()),
                        hasEnded(proposal, event) && found.party().declinedAt().isPresent());
            }
            case PROPOSER -> proposer(access, proposal, event, accounts);
            case NOBODY -> throw new IllegalArgumentException(event + " is nobody's to do");
        };
    }

    private static Ender proposer(Access access, Proposal proposal, Event event, Map<AccountId, AccountRef> accounts) {
        Optional<ProposalParty> party = proposal.proposer();
        Optional<AccountRef> account = party.flatMap(ProposalParty::account).map(accounts::get);
        boolean madeIt = proposal.origin().by().equals(access.caller().id());
        boolean actsForIt =
                account.filter(one -> ProposalRights.mayActFor(access, one)).isPresent();
        if (!actsForIt && !(madeIt && party.isEmpty())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only whoever proposed it cancels it.");
        }
        return ender(access, party.map(ProposalParty::number), account, hasEnded(proposal, event));
    }

    /** By its own word: a party that has declined may have been read a moment later than the proposal, which then is not repeated. */
    private static boolean hasEnded(Proposal proposal, Event event) {
        return ProposalMachine.end(event).filter(end -> end == proposal.state()).isPresent();
    }

    /** A mediator who proposed it acts by the office. */
    private static Ender ender(Access access, Optional<Integer> party, Optional<AccountRef> account, boolean repeated) {
        return new Ender(
                access,
                party,
                account.flatMap(AccountRef::member),
                account.map(one -> ProposalRights.byOffice(access, one))
                        .orElse(access.caller().isUser()),
                repeated);
    }
}
