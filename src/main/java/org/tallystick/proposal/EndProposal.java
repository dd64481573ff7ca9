package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.AwaitStandby;
import org.tallystick.platform.Database;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.HoldUnit;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.problem.ProblemException;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.proposal.ProposalWrites.Step;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;

/**
 * Ends a proposal without a trade: a party declines, whoever proposed it cancels, or its time is over. What was set aside for it is given
 * back in the same transaction.
 */
@ApplicationScoped
class EndProposal {
    private static final int MOST_ATTEMPTS = 8;
    private static final String LATE = "The books have much to do; send this again.";
    /** What is due by the calendar needs nobody's rights. */
    private static final long BY_ITSELF = Long.MAX_VALUE;

    private static final UUID NOBODY = new UUID(0, 0);

    private final Proposals proposals;
    private final EndRights rights;
    private final ProposalViews views;
    private final Posting posting;
    private final AccessControl control;
    private final Database database;
    private final AwaitStandby standby;
    private final Clock clock;

    EndProposal(
            Proposals proposals,
            EndRights rights,
            ProposalViews views,
            Posting posting,
            AccessControl control,
            Database database,
            AwaitStandby standby,
            Clock clock) {
        this.proposals = proposals;
        this.rights = rights;
        this.views = views;
        this.posting = posting;
        this.control = control;
        this.database = database;
        this.standby = standby;
        this.clock = clock;
    }

    /**
     * Somebody ends it. Changes nothing where the same side has done so already.
     *
     * @param account whose act it is, where the caller may act for several parties
     * @throws ProblemException {@code forbidden}; {@code state-conflict} for one that has ended otherwise
     */
    ProposalView end(Access access, UUID id, Event event, @Nullable String account) {
        Access present = access;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Proposal proposal = proposals.forAct(present, id, null);
            EndRights.Ender ender = rights.ender(present, proposal, event, account);
            if (ender.isRepeated()) {
                standby.await();
                return views.of(proposal, present);
            }
            ProposalMachine.required(proposal.state(), event);
            try {
                if (done(proposal, event, Optional.of(ender))) {
                    return views.of(proposals.find(proposal.community(), id).orElseThrow(), present);
                }
                present = control.reload(present);
            } catch (ProblemException e) {
                if (!ProposalWrites.isStale(e)) {
                    throw e;
                }
            }
        }
        throw ProposalWrites.stale();
    }

    /** It ends by itself; somebody who was faster is let be. */
    void byItself(Proposal proposal, Event event) {
        if (ProposalMachine.after(proposal.state(), event).isPresent()) {
            done(proposal, event, Optional.empty());
        }
    }

    /** @return whether it is, and rights have not changed meanwhile */
    private boolean done(Proposal proposal, Event event, Optional<EndRights.Ender> ender) {
        if (proposal.hold().isEmpty()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.with(connection -> {
                        new ProposalWrites(connection).requireAsRead(proposal);
                        write(connection, proposal, event, ender);
                        return true;
                    }));
            return true;
        }
        HoldUnit unit = new HoldUnit(
                proposal.community(),
                ender.map(one -> one.access().version()).orElse(BY_ITSELF),
                new HoldUnit.Release(proposal.hold().get()),
                ender.map(one -> one.access().caller().id()).orElse(NOBODY),
                Optional.of(connection -> new ProposalWrites(connection).requireAsRead(proposal)),
                connection -> write(connection, proposal, event, ender));
        Outcome outcome = AwaitedPosting.post(posting, unit, LATE);
        if (outcome instanceof Outcome.Held held && held.replayed()) {
            // It was given back by somebody else, who has moved the proposal on too.
            throw ProposalWrites.stale();
        }
        return outcome instanceof Outcome.Held;
    }

    private void write(Connection connection, Proposal proposal, Event event, Optional<EndRights.Ender> ender)
            throws SQLException {
        ProposalWrites writes = new ProposalWrites(connection);
        Step step = new Step(
                event,
                ender.flatMap(EndRights.Ender::party),
                ender.map(one -> one.access().caller().id()),
                clock.instant());
        if (event == Event.DECLINE && step.party().isPresent()) {
            writes.decline(proposal, step.party().get(), step.at());
        }
        writes.move(proposal, step, Amount.ZERO);
        if (ender.isPresent() && ender.get().byOffice()) {
            ChangeRecords.write(
                    connection,
                    proposal.community(),
                    step.at(),
                    ProposalRecords.moved(
                            ender.get().access(), proposal, event, ender.get().member()));
        }
    }
}
