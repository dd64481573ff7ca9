package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Refusal;
import org.tallystick.platform.Database;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Books an instalment, once: under a key of its own, if it is pending still, and it is booked in the same transaction. What the books refuse
 * is noted, and both sides are told the first time.
 */
@ApplicationScoped
class BookInstalment {
    static final String REFUSED = "refuse-instalment";

    /** That somebody was faster: it is booked, released, or was tried today. */
    private static final Problem OVER =
            Problem.of(ProblemType.STATE_CONFLICT, "The instalment is not to be booked now.");

    private static final String LATE = "The books have much to do; it is tried again.";
    /** It was agreed on; whose rights have changed since has no say. */
    private static final long ALWAYS_AUTHORISED = Long.MAX_VALUE;

    private final Proposals proposals;
    private final ProposalTrade trade;
    private final Posting posting;
    private final Database database;
    private final Clock clock;

    BookInstalment(Proposals proposals, ProposalTrade trade, Posting posting, Database database, Clock clock) {
        this.proposals = proposals;
        this.trade = trade;
        this.posting = posting;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param today in the community
     * @throws ProblemException {@code unavailable} where the books have too much to do
     */
    void book(Proposal proposal, Instalment instalment, ZoneId zone, LocalDate today) {
        TradeUnit unit = new TradeUnit(
                proposal.community(),
                ALWAYS_AUTHORISED,
                Optional.of(claim(proposal, instalment)),
                List.of(trade.ofInstalment(zone, proposal, proposals.accounts(proposal), instalment)),
                Optional.of(connection -> requireToBeTried(connection, proposal, instalment, today)),
                Optional.of((connection, trades) -> booked(connection, proposal, instalment, trades.get(0))));
        Outcome outcome;
        try {
            outcome = AwaitedPosting.post(posting, unit, LATE);
        } catch (ProblemException e) {
            if (e.problem().equals(OVER)) {
                return;
            }
            throw e;
        }
        if (outcome instanceof Outcome.Refused refused) {
            refused(proposal, instalment, today, refused.refusals().get(0).orElseThrow());
        } else if (!(outcome instanceof Outcome.Booked)) {
            throw new IllegalStateException("the outcome of an instalment is " + outcome);
        }
    }

    /** The caller of the key is the proposal, so that no user's key is the same. */
    private static KeyClaim claim(Proposal proposal, Instalment instalment) {
        String name = "instalment-" + instalment.number();
        return new KeyClaim(
                proposal.id(), name, Fingerprint.of(List.of(name, proposal.id().toString())));
    }

    private static void requireToBeTried(
            Connection connection, Proposal proposal, Instalment instalment, LocalDate today) throws SQLException {
        new ProposalWrites(connection).lock(proposal);
        if (!new InstalmentSql(connection).isToBeTried(proposal, instalment, today)) {
            throw OVER.asException();
        }
    }

    private static void booked(Connection connection, Proposal proposal, Instalment instalment, BookedTrade booked)
            throws SQLException {
        Consent consent = proposal.on(Side.PAYER).get(0).consent().orElseThrow();
        new ProposalWrites(connection)
                .trade(
                        proposal,
                        new Proposal.Part(
                                booked.id(),
                                instalment.amount(),
                                booked.bookedAt(),
                                consent.by(),
                                claim(proposal, instalment).key()));
        new InstalmentSql(connection).booked(proposal, instalment, booked.id());
    }

    private void refused(Proposal proposal, Instalment instalment, LocalDate today, Refusal refusal) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.with(connection -> {
                    new ProposalWrites(connection).lock(proposal);
                    InstalmentSql instalments = new InstalmentSql(connection);
                    if (instalments.isToBeTried(proposal, instalment, today)) {
                        instalments.refused(proposal, instalment, today, refusal.code(), clock.instant());
                        if (instalment.refusal().isEmpty()) {
                            new ProposalWrites(connection)
                                    .note(proposal, REFUSED, Optional.empty(), Optional.empty(), clock.instant());
                        }
                    }
                    return true;
                }));
    }
}
