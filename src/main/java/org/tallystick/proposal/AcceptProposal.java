package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Refusal;
import org.tallystick.platform.AwaitStandby;
import org.tallystick.platform.Database;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.problem.ProblemException;
import org.tallystick.proposal.AcceptanceUnits.Accepter;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.RecordTrade;
import org.tallystick.trade.TradeView;
import org.tallystick.trade.TradeViews;

/**
 * Accepts a proposal for a party. Whoever's consent is the last that was missing has the trade booked; until then consents are
 * kept. The proposal is looked at again in the transaction that books: of two acceptances at the same moment one books, and the other
 * sees what it did.
 */
@ApplicationScoped
class AcceptProposal {
    private static final int MOST_ATTEMPTS = 8;
    private static final String LATE = "The books have much to do; send this again under the same key.";

    private final Proposals proposals;
    private final PlanAcceptance plans;
    private final AcceptanceUnits units;
    private final AcceptInstalments instalments;
    private final AcceptanceReplays replays;
    private final FourEyesByProposal fourEyes;
    private final ProposalViews views;
    private final TradeViews tradeViews;
    private final Posting posting;
    private final AccessControl control;
    private final Database database;
    private final AwaitStandby standby;

    AcceptProposal(
            Proposals proposals,
            PlanAcceptance plans,
            AcceptanceUnits units,
            AcceptInstalments instalments,
            AcceptanceReplays replays,
            FourEyesByProposal fourEyes,
            ProposalViews views,
            TradeViews tradeViews,
            Posting posting,
            AccessControl control,
            Database database,
            AwaitStandby standby) {
        this.proposals = proposals;
        this.plans = plans;
        this.units = units;
        this.instalments = instalments;
        this.replays = replays;
        this.fourEyes = fourEyes;
        this.views = views;
        this.tradeViews = tradeViews;
        this.posting = posting;
        this.control = control;
        this.database = database;
        this.standby = standby;
    }

    /** @throws ProblemException that says why nothing was accepted */
    Answer<AcceptanceView> accept(Access access, UUID id, AcceptanceBody body, IdempotencyKey key) {
        Access present = access;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Proposal proposal = proposals.forAct(present, id, body.token());
            KeyClaim claim = replays.claim(present, proposal, body, key);
            Optional<TradeView> before = replays.find(present, proposal, claim);
            if (before.isPresent()) {
                standby.await();
                return new Answer<>(answer(present, proposal, before), true);
            }
            Acceptance acceptance = plans.plan(present, proposal, body);
            fourEyes.requireNotNeeded(acceptance);
            try {
                Optional<Answer<AcceptanceView>> done = acceptance.last()
                        ? last(present, acceptance, body.byInstalments(), claim)
                        : keep(present, acceptance);
                if (done.isPresent()) {
                    return done.get();
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

    /** @return empty where rights have changed meanwhile */
    private Optional<Answer<AcceptanceView>> last(
            Access access, Acceptance acceptance, boolean byInstalments, KeyClaim claim) {
        if (!byInstalments) {
            return book(access, acceptance, claim);
        }
        return instalments.accept(access, acceptance)
                ? Optional.of(new Answer<>(answer(access, acceptance.proposal(), Optional.empty()), false))
                : Optional.empty();
    }

    /** What would become of it, without keeping anything. */
    AcceptanceView preview(Access access, UUID id, AcceptanceBody body) {
        Proposal proposal = proposals.forAct(access, id, body.token());
        Acceptance acceptance = plans.plan(access, proposal, body);
        fourEyes.requireNotNeeded(acceptance);
        if (!acceptance.last()) {
            return new AcceptanceView(views.of(proposal, access), null);
        }
        if (body.byInstalments()) {
            instalments.requireMayAccept(acceptance);
            return new AcceptanceView(views.of(proposal, access), null);
        }
        Outcome outcome = posting.preview(
                        List.of(units.unit(Accepter.present(access, acceptance), acceptance, Optional.empty())))
                .get(0);
        if (outcome instanceof Outcome.Refused refused) {
            throw problem(access, acceptance, refused);
        }
        if (!(outcome instanceof Outcome.Booked booked)) {
            throw ProposalWrites.stale();
        }
        TradeView seen = TradeViews.withoutId(tradeViews.of(booked.trades().get(0), access));
        return new AcceptanceView(views.of(proposal, access), seen);
    }

    /** @return empty where rights have changed meanwhile */
    private Optional<Answer<AcceptanceView>> book(Access access, Acceptance acceptance, KeyClaim claim) {
        Outcome outcome = AwaitedPosting.post(
                posting, units.unit(Accepter.present(access, acceptance), acceptance, Optional.of(claim)), LATE);
        if (outcome instanceof Outcome.AccessStale) {
            return Optional.empty();
        }
        if (outcome instanceof Outcome.KeyReused) {
            throw RecordTrade.keyReused();
        }
        if (outcome instanceof Outcome.Refused refused) {
            ProblemException problem = problem(access, acceptance, refused);
            if (!acceptance.proposal().isDivisible()) {
                write(access, acceptance, Event.REFUSE);
            }
            throw problem;
        }
        Outcome.Booked booked = (Outcome.Booked) outcome;
        TradeView view = tradeViews.of(booked.trades().get(0), access);
        return Optional.of(new Answer<>(answer(access, acceptance.proposal(), Optional.of(view)), booked.replayed()));
    }

    private Optional<Answer<AcceptanceView>> keep(Access access, Acceptance acceptance) {
        if (acceptance.repeated()) {
            standby.await();
        } else {
            write(access, acceptance, Event.CONSENT);
        }
        return Optional.of(new Answer<>(answer(access, acceptance.proposal(), Optional.empty()), false));
    }

    /** Keeps the consent, though nothing is booked: others are missing, or the books refuse it and it may be tried again. */
    private void write(Access access, Acceptance acceptance, Event event) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.with(connection -> {
                    ProposalWrites writes = new ProposalWrites(connection);
                    writes.requireAsRead(acceptance.proposal());
                    writes.consent(acceptance.proposal(), acceptance.party());
                    units.move(connection, Accepter.present(access, acceptance), acceptance, event, Amount.ZERO);
                    return true;
                }));
    }

    /** With the proposal as it stands then. */
    private AcceptanceView answer(Access access, Proposal proposal, Optional<TradeView> booked) {
        Proposal now = proposals.find(proposal.community(), proposal.id()).orElseThrow();
        return new AcceptanceView(views.of(now, access), booked.orElse(null));
    }

    private ProblemException problem(Access access, Acceptance acceptance, Outcome.Refused refused) {
        Refusal refusal = refused.refusals().get(0).orElseThrow();
        int scale = acceptance.account().currency().scale();
        return new RefusalProblems(scale, account -> tradeViews.maySee(account, access))
                .of(refusal)
                .asException();
    }
}
