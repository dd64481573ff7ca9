package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.HoldDraft;
import org.tallystick.ledger.HoldId;
import org.tallystick.ledger.Party;
import org.tallystick.platform.AwaitStandby;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.Condition;
import org.tallystick.posting.HoldUnit;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.PayerRights;
import org.tallystick.trade.RecordTrade;
import org.tallystick.trade.TradeViews;

/** Makes a proposal, sets aside what it offers where that is asked for, or shows what would become of it. */
@ApplicationScoped
class Propose {
    private static final int MOST_ATTEMPTS = 5;
    private static final String LATE = "The books have much to do; send this again under the same key.";

    private final ProposalDrafts drafts;
    private final Proposals proposals;
    private final ProposalViews views;
    private final ProposalTrade trade;
    private final TradeViews tradeViews;
    private final AcceptByRule byRule;
    private final Directory directory;
    private final Posting posting;
    private final AccessControl control;
    private final Database database;
    private final AwaitStandby standby;

    Propose(
            ProposalDrafts drafts,
            Proposals proposals,
            ProposalViews views,
            ProposalTrade trade,
            TradeViews tradeViews,
            AcceptByRule byRule,
            Directory directory,
            Posting posting,
            AccessControl control,
            Database database,
            AwaitStandby standby) {
        this.drafts = drafts;
        this.proposals = proposals;
        this.views = views;
        this.trade = trade;
        this.tradeViews = tradeViews;
        this.byRule = byRule;
        this.directory = directory;
        this.posting = posting;
        this.control = control;
        this.database = database;
        this.standby = standby;
    }

    /** @throws ProblemException that says why nothing was proposed */
    Answer<ProposalView> propose(Access access, ProposalBody body, IdempotencyKey key) {
        ParsedProposal parsed = read(access, body);
        return propose(
                access,
                key,
                parsed.canonicalParts(),
                parsed.hold(),
                (rights, fingerprint) -> drafts.draft(rights, parsed, key.value(), fingerprint));
    }

    /** Makes the proposal, if the caller has not made it before under this key. */
    Answer<ProposalView> propose(
            Access access,
            IdempotencyKey key,
            List<String> canonicalParts,
            boolean holds,
            BiFunction<Access, String, ProposalDrafts.Draft> drafting) {
        String fingerprint = ProposalViews.digest(Fingerprint.joined(canonicalParts));
        Access present = access;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Optional<Proposal> before =
                    proposals.byKey(present.community().id(), present.caller().id(), key.value());
            if (before.isPresent()) {
                return replay(present, before.get(), fingerprint);
            }
            ProposalDrafts.Draft draft = drafting.apply(present, fingerprint);
            Optional<Proposal> made = holds ? holding(present, draft) : plain(present, draft);
            if (made.isPresent()) {
                return new Answer<>(views.of(byRule.tried(present, made.get()), present), false);
            }
            present = control.reload(present);
        }
        throw ProblemException.of(ProblemType.UNAVAILABLE, LATE);
    }

    /** Decides without keeping anything: where an amount would be set aside, whether there is as much. */
    ProposalView preview(Access access, ProposalBody body) {
        ParsedProposal parsed = read(access, body);
        ProposalDrafts.Draft draft = drafts.draft(access, parsed, "", "");
        if (parsed.hold()) {
            HoldUnit unit = unit(access, draft, held(access, draft), Optional.empty(), connection -> {});
            requireNotRefused(access, draft, posting.preview(unit));
        }
        return views.withoutId(draft.proposal(), access);
    }

    private ParsedProposal read(Access access, ProposalBody body) {
        return new ProposalReader(directory, access.community().id()).read(body);
    }

    private Answer<ProposalView> replay(Access access, Proposal before, String fingerprint) {
        if (!before.origin().fingerprint().equals(fingerprint)) {
            throw RecordTrade.keyReused();
        }
        standby.await();
        return new Answer<>(views.of(before, access), true);
    }

    /** @return empty if the key was used meanwhile */
    private Optional<Proposal> plain(Access access, ProposalDrafts.Draft draft) {
        boolean made = QuarkusTransaction.requiringNew()
                .call(() -> database.with(connection -> insert(connection, access, draft, Optional.empty())));
        return made ? Optional.of(draft.proposal()) : Optional.empty();
    }

    private boolean insert(Connection connection, Access access, ProposalDrafts.Draft draft, Optional<HoldId> hold)
            throws SQLException {
        Proposal proposal = draft.proposal();
        boolean made = new ProposalWrites(connection).insert(proposal, hold);
        if (made && proposal.origin().byOffice()) {
            ChangeRecords.write(
                    connection,
                    proposal.community(),
                    proposal.origin().at(),
                    List.of(ProposalRecords.proposed(
                            access,
                            proposal,
                            draft.accounts().values().stream()
                                    .flatMap(account -> account.member().stream())
                                    .findFirst(),
                            scale(draft))));
        }
        return made;
    }

    private static int scale(ProposalDrafts.Draft draft) {
        return draft.accounts().values().iterator().next().currency().scale();
    }

    /** @return empty if the key was used meanwhile, or rights have changed */
    private Optional<Proposal> holding(Access access, ProposalDrafts.Draft draft) {
        Proposal proposal = draft.proposal();
        HoldUnit.Place place = held(access, draft);
        HoldUnit unit =
                unit(access, draft, place, Optional.of(connection -> requireNew(connection, proposal)), connection -> {
                    if (!insert(connection, access, draft, Optional.of(place.id()))) {
                        throw ProposalWrites.stale();
                    }
                });
        try {
            Outcome outcome = AwaitedPosting.post(posting, unit, LATE);
            if (outcome instanceof Outcome.AccessStale) {
                return Optional.empty();
            }
            requireNotRefused(access, draft, outcome);
            return Optional.of(proposal.holding(new Hold(
                    place.id(),
                    account(draft, Side.PAYER).id(),
                    account(draft, Side.PAYEE).id(),
                    place.draft().amount())));
        } catch (ProblemException e) {
            if (ProposalWrites.isStale(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What an offer sets aside: all that leaves the payer by it, levies among it. A dry run decides the very same. */
    private HoldUnit.Place held(Access access, ProposalDrafts.Draft draft) {
        AccountRef payer = account(draft, Side.PAYER);
        AccountRef payee = account(draft, Side.PAYEE);
        return new HoldUnit.Place(
                new HoldId(Ids.next()),
                new HoldDraft(
                        Party.of(payer.address(), payer.id()),
                        Party.of(payee.address(), payee.id()),
                        trade.outlay(access, draft.proposal()),
                        PayerRights.spendingLimit(access, Optional.of(payer))));
    }

    private static HoldUnit unit(
            Access access,
            ProposalDrafts.Draft draft,
            HoldUnit.Place place,
            Optional<Condition> condition,
            HoldUnit.Consequence consequence) {
        return new HoldUnit(
                draft.proposal().community(),
                access.version(),
                place,
                access.caller().id(),
                condition,
                consequence);
    }

    /** Before the books decide: for one that was kept meanwhile, the limit may not reach a second time. */
    private static void requireNew(Connection connection, Proposal proposal) throws SQLException {
        Origin origin = proposal.origin();
        if (new ProposalSql(connection, proposal.community())
                .byKey(origin.by(), origin.key())
                .isPresent()) {
            throw ProposalWrites.stale();
        }
    }

    private static AccountRef account(ProposalDrafts.Draft draft, Side side) {
        return draft.account(draft.proposal().on(side).get(0)).orElseThrow();
    }

    private void requireNotRefused(Access access, ProposalDrafts.Draft draft, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new RefusalProblems(scale(draft), account -> tradeViews.maySee(account, access))
                    .of(refused.refusals().get(0).orElseThrow())
                    .asException();
        }
    }
}
