package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Database;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.TradeUnit;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.proposal.ProposalWrites.Step;
import org.tallystick.security.Access;

/** Writes what an acceptance comes to: with the trade, in the transaction that books it, or by itself. */
@ApplicationScoped
class AcceptanceWrites {
    private final ProposalTrade trade;
    private final Database database;
    private final Clock clock;

    AcceptanceWrites(ProposalTrade trade, Database database, Clock clock) {
        this.trade = trade;
        this.database = database;
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

    /** By whoever is there. */
    TradeUnit unit(Access access, Acceptance acceptance, Optional<KeyClaim> claim) {
        return unit(Accepter.present(access, acceptance), acceptance, claim);
    }

    /** The trade, on condition that the proposal is as it was read, with the consequence that it is accepted. */
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

    /** Keeps the consent, though nothing is booked: others are missing, or the books refuse it and it may be tried again. */
    void keep(Access access, Acceptance acceptance, Event event) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.with(connection -> {
                    ProposalWrites writes = new ProposalWrites(connection);
                    writes.requireAsRead(acceptance.proposal());
                    writes.consent(acceptance.proposal(), acceptance.party());
                    move(connection, Accepter.present(access, acceptance), acceptance, event, Amount.ZERO);
                    return true;
                }));
    }
}
