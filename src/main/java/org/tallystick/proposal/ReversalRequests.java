package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.Originals;
import org.tallystick.trade.TradeViews;

/**
 * Asks those whom a trade has paid to undo it, in full or in part: it is undone when all of them have consented. Who has paid need not,
 * for nothing is taken from them.
 */
@ApplicationScoped
class ReversalRequests {
    private static final int LONGEST_REASON = 500;

    private final Propose propose;
    private final ProposalViews views;
    private final Originals originals;
    private final Directory directory;
    private final Posting posting;
    private final TradeViews tradeViews;
    private final Clock clock;

    ReversalRequests(
            Propose propose,
            ProposalViews views,
            Originals originals,
            Directory directory,
            Posting posting,
            TradeViews tradeViews,
            Clock clock) {
        this.propose = propose;
        this.views = views;
        this.originals = originals;
        this.directory = directory;
        this.posting = posting;
        this.tradeViews = tradeViews;
        this.clock = clock;
    }

    /** What is asked, read. */
    private record Asked(BookedTrade original, Optional<Amount> amount, String reason, Optional<Instant> expiresAt) {}

    /** @throws ProblemException that says why it was not asked for */
    Answer<ProposalView> request(Access access, TradeId trade, ReversalRequestBody body, IdempotencyKey key) {
        Asked asked = read(access, trade, body);
        List<String> parts = List.of(
                "reversal-request",
                trade.value().toString(),
                asked.amount().map(amount -> Long.toString(amount.minorUnits())).orElse("all"),
                asked.reason(),
                asked.expiresAt().map(Instant::toString).orElse(""));
        return propose.propose(
                access, key, parts, false, (rights, fingerprint) -> draft(rights, asked, key.value(), fingerprint));
    }

    /** Shows what would be asked for, and keeps nothing. */
    ProposalView preview(Access access, TradeId trade, ReversalRequestBody body) {
        return views.withoutId(draft(access, read(access, trade, body), "", "").proposal(), access);
    }

    private Asked read(Access access, TradeId trade, ReversalRequestBody body) {
        BookedTrade original = originals.visible(access, trade);
        int scale = account(access, original.payer()).currency().scale();
        FieldErrors errors = new FieldErrors();
        Optional<Amount> amount = errors.readIfPresent("amount", body.amount(), text -> Amount.parse(text, scale));
        Optional<String> reason = errors.read("reason", body.reason(), text -> Text.read(text, LONGEST_REASON));
        Optional<Instant> asked = errors.readIfPresent("expiresAt", body.expiresAt(), ProposalReader::instant);
        errors.throwIfAny();
        return new Asked(original, amount, reason.orElseThrow(), asked);
    }

    private ProposalDrafts.Draft draft(Access access, Asked asked, String key, String fingerprint) {
        Instant now = clock.instant();
        Instant expires = expiry(asked, now);
        BookedTrade undone = undone(access, asked);
        List<ProposalParty> parties = new ArrayList<>();
        Map<AccountId, AccountRef> accounts =
                directory.allById(access.community().id(), undone.accounts());
        for (Entry entry : undone.entries()) {
            if (!entry.isLevy()) {
                boolean pays = entry.amount().isNegative();
                parties.add(new ProposalParty(
                        parties.size(),
                        pays ? Side.PAYER : Side.PAYEE,
                        Optional.of(entry.account()),
                        pays ? entry.amount().negated() : entry.amount(),
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        Optional<ProposalParty> proposer = proposer(access, parties, accounts);
        List<ProposalParty> consenting = proposer.filter(ProposalParty::pays)
                .map(party -> consenting(access, parties, party, accounts, now))
                .orElse(parties);
        Proposal proposal = new Proposal(
                access.community().id(),
                Ids.next(),
                proposer.filter(ProposalParty::pays).isPresent() ? ProposalKind.OFFER : ProposalKind.REQUEST,
                asked.original().currency(),
                undone.amount(),
                new Wording(asked.reason(), Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty()),
                consenting,
                new Origin(
                        access.caller().id(),
                        proposer.map(party -> ProposalRights.byOffice(
                                        access, account(access, party.account().orElseThrow())))
                                .orElse(true),
                        proposer.map(ProposalParty::number),
                        now,
                        Optional.empty(),
                        key,
                        fingerprint),
                expires,
                ProposalState.OPEN,
                1,
                Amount.ZERO,
                Optional.empty(),
                Optional.of(asked.original().id()),
                List.of(),
                List.of());
        if (proposer.filter(ProposalParty::pays).isPresent()) {
            PayerConsent.requireMay(
                    access, proposal, account(access, proposer.get().account().orElseThrow()), accounts);
        }
        return new ProposalDrafts.Draft(proposal, accounts);
    }

    /** Of one that is new: what was asked for before is answered again, though its time may be over. */
    private static Instant expiry(Asked asked, Instant now) {
        FieldErrors errors = new FieldErrors();
        Instant expires = ProposalBounds.expiry(asked.expiresAt(), now, errors);
        errors.throwIfAny();
        return expires;
    }

    private static List<ProposalParty> consenting(
            Access access,
            List<ProposalParty> parties,
            ProposalParty proposer,
            Map<AccountId, AccountRef> accounts,
            Instant now) {
        if (parties.stream().filter(ProposalParty::pays).count() == 1) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Nobody else was paid by this trade: you may reverse it yourself, and need ask nobody.");
        }
        AccountId id = proposer.account().orElseThrow();
        boolean byOffice = Optional.ofNullable(accounts.get(id))
                .filter(account -> ProposalRights.byOffice(access, account))
                .isPresent();
        ProposalParty consent =
                proposer.consenting(id, new Consent(access.caller().id(), now, byOffice));
        return parties.stream()
                .map(party -> party.number() == proposer.number() ? consent : party)
                .toList();
    }

    /** What the books would book now: whose part it is of what. Limits do not bind it yet. */
    private BookedTrade undone(Access access, Asked asked) {
        BookedTrade original = asked.original();
        TradeOrder order = new TradeOrder(
                ReversalDraft.of(
                                originals.of(access.community().id(), original),
                                asked.amount(),
                                LocalDate.ofInstant(
                                        clock.instant(), access.community().zone()))
                        .overridingLimits(),
                original.currency(),
                original.description(),
                access.caller().id(),
                Optional.empty(),
                Optional.of(asked.reason()),
                Optional.empty(),
                Map.of());
        Outcome outcome = posting.preview(List.of(
                        new TradeUnit(access.community().id(), Long.MAX_VALUE, Optional.empty(), List.of(order))))
                .get(0);
        if (outcome instanceof Outcome.Refused refused) {
            int scale = account(access, original.payer()).currency().scale();
            throw new RefusalProblems(scale, account -> tradeViews.maySee(account, access))
                    .of(refused.refusals().get(0).orElseThrow())
                    .asException();
        }
        return ((Outcome.Booked) outcome).trades().get(0);
    }

    /** The party for whom the caller asks, one that is given back before one that gives; empty for a mediator. */
    private static Optional<ProposalParty> proposer(
            Access access, List<ProposalParty> parties, Map<AccountId, AccountRef> accounts) {
        for (Side side : List.of(Side.PAYEE, Side.PAYER)) {
            for (ProposalParty party : parties) {
                Optional<AccountRef> account = party.account().map(accounts::get);
                boolean acts = account.isPresent() && ProposalRights.isOwn(access, account.get());
                if (party.side() == side && acts) {
                    return Optional.of(party);
                }
            }
        }
        boolean mediates = access.caller().isUser()
                && (access.everywhere(Permission.RECORD_TRADES)
                        || parties.stream()
                                .filter(ProposalParty::pays)
                                .map(party -> party.account().map(accounts::get))
                                .allMatch(account -> account.isPresent()
                                        && access.may(
                                                Permission.REVERSE_TRADES,
                                                account.get().member())));
        if (!mediates) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Only a party of a trade, a mediator or an administrator asks for its reversal.");
        }
        return Optional.empty();
    }

    /**
     * What each gives back is what was agreed on, though other parts of the trade may have been reversed since.
     *
     * @throws ProblemException {@code state-conflict} otherwise
     */
    static void requireAsAgreed(Proposal proposal, BookedTrade booked) {
        boolean agreed = booked.entries().stream()
                .filter(entry -> !entry.isLevy())
                .allMatch(entry -> proposal.parties().stream()
                        .anyMatch(party -> party.account()
                                        .filter(entry.account()::equals)
                                        .isPresent()
                                && party.share()
                                        .equals(party.pays() ? entry.amount().negated() : entry.amount())));
        if (!agreed) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The trade has been reversed in part since, so that other shares are left; ask for it anew.");
        }
    }

    private AccountRef account(Access access, AccountId id) {
        return directory.byId(access.community().id(), id).orElseThrow();
    }
}
