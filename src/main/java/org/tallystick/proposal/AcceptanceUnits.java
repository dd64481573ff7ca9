package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.Amount;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.TradeUnit;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.proposal.ProposalWrites.Step;
import org.tallystick.security.Access;

/** Makes what an acceptance books: the trade, if the proposal is still as it was read, and what becomes of the proposal with it. */
@ApplicationScoped
class AcceptanceUnits {
    private final ProposalTrade trade;
    private final Clock clock;

    AcceptanceUnits(ProposalTrade trade, Clock clock) {
        this.trade = trade;
        this.clock = clock;
    }

    /**
     * Who accepts.
     *
     * @param party whose act it is; empty: nobody's, for it was accepted by a rule
     * @param byOffice whether it is put on record as an act by an office
     */
    record Accepter(Access access, UUID id, Optional<Integer> party, boolean byOffice) {
        static Accepter present(Access access, Acceptance acceptance) {
            return new Accepter(
                    access,
                    access.caller().id(),
                    Optional.of(acceptance.party().number()),
                    ProposalRights.byOffice(access, acceptance.account()));
        }
    }

    /** @throws org.tallystick.problem.ProblemException {@code state-conflict} where an earlier consent counts no more */
    TradeUnit unit(Accepter accepter, Acceptance acceptance, Optional<KeyClaim> claim) {
        Proposal proposal = acceptance.proposal();
        return new TradeUnit(
                proposal.community(),
                accepter.access().version(),
                claim,
                List.of(trade.of(accepter.access(), acceptance)),
                Optional.of(connection -> {
                    new ProposalWrites(connection).requireAsRead(proposal);
                    PlanAcceptance.requireInTime(proposal, clock.instant());
                }),
                Optional.of((connection, trades) -> accepted(
                        connection,
                        accepter,
                        acceptance,
                        trades.get(0),
                        claim.orElseThrow().key())));
    }

    private void accepted(
            Connection connection, Accepter accepter, Acceptance acceptance, BookedTrade booked, String key)
            throws SQLException {
        ProposalWrites writes = new ProposalWrites(connection);
        Proposal proposal = acceptance.proposal();
        if (proposal.reverses().isPresent()) {
            ReversalRequests.requireAsAgreed(proposal, booked);
        }
        writes.trade(
                proposal, new Proposal.Part(booked.id(), acceptance.amount(), booked.bookedAt(), accepter.id(), key));
        writes.consent(proposal, acceptance.party());
        move(connection, accepter, acceptance, acceptance.event(), acceptance.amount());
    }

    /** Moves the proposal on; it is locked and as it was read. */
    void move(Connection connection, Accepter accepter, Acceptance acceptance, Event event, Amount amount)
            throws SQLException {
        Proposal proposal = acceptance.proposal();
        Step step = new Step(event, accepter.party(), Optional.of(accepter.id()), clock.instant());
        new ProposalWrites(connection).move(proposal, step, amount);
        if (accepter.byOffice()) {
            ChangeRecords.write(
                    connection,
                    proposal.community(),
                    step.at(),
                    ProposalRecords.moved(
                            accepter.access(),
                            proposal,
                            event,
                            acceptance.account().member()));
        }
    }
}
