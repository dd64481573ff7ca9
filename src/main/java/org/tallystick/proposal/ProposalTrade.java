package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.Levy;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.Share;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.levy.Levies;
import org.tallystick.levy.Levying;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.TradeOrder;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.trade.Originals;
import org.tallystick.trade.PayerRights;

/**
 * Makes the trade of an accepted proposal. Recorded by whoever consented for the payer, under whose spending limit it is: so a
 * statement tells who spent, whichever side said yes last. Of several payers it is whoever proposed it.
 */
@ApplicationScoped
class ProposalTrade {
    private final Directory directory;
    private final StandingConsents standing;
    private final Originals originals;
    private final Levies levies;
    private final Clock clock;

    ProposalTrade(Directory directory, StandingConsents standing, Originals originals, Levies levies, Clock clock) {
        this.directory = directory;
        this.standing = standing;
        this.originals = originals;
        this.levies = levies;
        this.clock = clock;
    }

    /** @throws org.tallystick.problem.ProblemException {@code state-conflict} where an earlier consent counts no more */
    TradeOrder of(Access access, Acceptance acceptance) {
        Proposal proposal = acceptance.proposal();
        List<ProposalParty> parties = proposal.with(acceptance.party());
        Optional<SpendingLimit> limit = standing.limit(proposal, parties, acceptance.accounts());
        if (proposal.reverses().isPresent()) {
            return reversal(access, proposal, parties, acceptance.accounts(), limit);
        }
        return order(
                access.community().zone(),
                proposal,
                parties,
                acceptance.accounts(),
                What.of(proposal, acceptance.amount()),
                levies.now(access, acceptance.accounts().values()),
                limit);
    }

    /** As if the other side had said yes: for whoever thinks of proposing it. */
    private TradeOrder asIfAccepted(Access access, Proposal proposal) {
        Map<AccountId, AccountRef> accounts = directory.allById(proposal.community(), proposal.accounts());
        AccountRef payer = account(accounts, proposal.on(Side.PAYER).get(0));
        return order(
                access.community().zone(),
                proposal,
                proposal.parties(),
                accounts,
                What.of(proposal, proposal.amount()),
                levies.now(access, accounts.values()),
                PayerRights.spendingLimit(access, Optional.of(payer)));
    }

    /** Of an instalment: to that the payer is bound, and the limit of whoever accepted it has no say any more. */
    TradeOrder ofInstalment(
            ZoneId zone, Proposal proposal, Map<AccountId, AccountRef> accounts, Instalment instalment) {
        return order(
                zone,
                proposal,
                proposal.parties(),
                accounts,
                What.of(proposal, instalment),
                levies.now(proposal.community(), accounts.values()),
                Optional.empty());
    }

    /** What would leave the payer's account by it today, levies among it: what an offer sets aside. */
    Amount outlay(Access access, Proposal proposal) {
        return ((TradeDraft) asIfAccepted(access, proposal).draft()).outlay();
    }

    /** The version of the levy that is in force today; 0 for none. */
    int levyInForce(Access access, Proposal proposal, Map<AccountId, AccountRef> accounts) {
        return levies.now(access, accounts.values())
                .inForce(
                        proposal.currency(),
                        LocalDate.ofInstant(clock.instant(), access.community().zone()));
    }

    /**
     * How much is booked, and what the trade says.
     *
     * @param levy the version of the levy that it owes by; empty: the one in force
     */
    private record What(Amount amount, String description, OptionalInt levy) {
        private static final int LONGEST = 500;

        static What of(Proposal proposal, Amount amount) {
            return new What(amount, proposal.wording().description(), OptionalInt.empty());
        }

        static What of(Proposal proposal, Instalment instalment) {
            String which = ", instalment " + instalment.number() + " of "
                    + proposal.instalments().size();
            String said = proposal.wording().description();
            int end = Math.min(said.length(), LONGEST - which.length());
            boolean halved = end < said.length() && Character.isHighSurrogate(said.charAt(end - 1));
            return new What(
                    instalment.amount(),
                    said.substring(0, halved ? end - 1 : end) + which,
                    OptionalInt.of(instalment.levyVersion().orElse(0)));
        }
    }

    /** The one place where a proposal becomes a trade. */
    private TradeOrder order(
            ZoneId zone,
            Proposal proposal,
            List<ProposalParty> parties,
            Map<AccountId, AccountRef> accounts,
            What what,
            Levying levying,
            Optional<SpendingLimit> limit) {
        List<Share> payers = shares(proposal, parties, Side.PAYER, accounts, what.amount());
        List<Share> payees = shares(proposal, parties, Side.PAYEE, accounts, what.amount());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Optional<String> category = proposal.wording().category();
        List<Levy> owed = what.levy().isPresent()
                ? levying.by(what.levy().getAsInt(), proposal.currency(), category, payers, payees)
                : levying.on(proposal.currency(), category, payers, payees, today);
        TradeDraft draft =
                accepting(TradeDraft.of(payers, payees, today).levying(owed).boundBy(limit), proposal, what.amount());
        Recorder recorder = recorder(proposal, parties, accounts);
        return new TradeOrder(
                        draft,
                        proposal.currency(),
                        what.description(),
                        recorder.by(),
                        recorder.onBehalfOf(),
                        Optional.empty(),
                        Optional.empty(),
                        proposal.wording().metadata(),
                        recorder.byOffice())
                .in(proposal.wording().category());
    }

    /** Undoes a trade, as those have agreed who give back; the description is the trade's, and theirs is the reason. */
    private TradeOrder reversal(
            Access access,
            Proposal proposal,
            List<ProposalParty> parties,
            Map<AccountId, AccountRef> accounts,
            Optional<SpendingLimit> limit) {
        BookedTrade original =
                originals.trade(proposal.community(), proposal.reverses().orElseThrow());
        Recorder recorder = recorder(proposal, parties, accounts);
        return new TradeOrder(
                ReversalDraft.of(
                                originals.of(proposal.community(), original),
                                Optional.of(proposal.amount()),
                                LocalDate.ofInstant(
                                        clock.instant(), access.community().zone()))
                        .boundBy(limit),
                proposal.currency(),
                original.description(),
                recorder.by(),
                recorder.onBehalfOf(),
                Optional.of(proposal.wording().description()),
                Optional.empty(),
                Map.of(),
                recorder.byOffice(),
                original.category());
    }

    private static TradeDraft accepting(TradeDraft draft, Proposal proposal, Amount amount) {
        Optional<Hold> hold = proposal.hold();
        if (hold.isEmpty()) {
            return draft;
        }
        return amount.equals(proposal.left()) ? draft.accepting(hold.get()) : draft.acceptingPartOf(hold.get());
    }

    /** Where one pays and one is paid, they do so with what is accepted; else each with its share of the whole. */
    private static List<Share> shares(
            Proposal proposal,
            List<ProposalParty> parties,
            Side side,
            Map<AccountId, AccountRef> accounts,
            Amount amount) {
        return parties.stream()
                .filter(party -> party.side() == side)
                .map(party -> {
                    AccountRef account = account(accounts, party);
                    Amount share = proposal.isBetweenTwo() ? amount : party.share();
                    return new Share(Party.of(account.address(), account.id()), share);
                })
                .toList();
    }

    private static AccountRef account(Map<AccountId, AccountRef> accounts, ProposalParty party) {
        AccountId id = party.account().orElseThrow();
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> new IllegalStateException("a proposal names the account " + id));
    }

    /** @param onBehalfOf the member for whom a program, or somebody by an office, consented to pay */
    private record Recorder(UUID by, Optional<UUID> onBehalfOf, boolean byOffice) {}

    private Recorder recorder(Proposal proposal, List<ProposalParty> parties, Map<AccountId, AccountRef> accounts) {
        List<ProposalParty> payers =
                parties.stream().filter(ProposalParty::pays).toList();
        Optional<Consent> consent = payers.get(0).consent();
        if (payers.size() > 1 || consent.isEmpty()) {
            return new Recorder(
                    proposal.origin().by(), Optional.empty(), proposal.origin().byOffice());
        }
        Optional<MemberId> member = account(accounts, payers.get(0)).member();
        boolean own = member.filter(one -> standing.isOwn(proposal, one, consent.get()))
                .isPresent();
        return new Recorder(
                consent.get().by(),
                own ? Optional.empty() : member.map(MemberId::value),
                consent.get().byOffice());
    }
}
