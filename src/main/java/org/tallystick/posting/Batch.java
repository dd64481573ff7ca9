package org.tallystick.posting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Book;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Decision;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.Reversed;
import org.tallystick.ledger.Spending;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;

/** The decisions of one batch, in memory: what is asked goes in unit by unit, what is to be written comes out. */
final class Batch {
    private final CommunityId community;
    private final Facts facts;
    private final Map<TradeId, BookedTrade> replays;
    private final Instant now;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<BookedTrade> booked = new ArrayList<>();
    private final Map<KeyClaim, List<BookedTrade>> bought = new HashMap<>();
    private final Map<KeyName, KeyClaim> claimed = new HashMap<>();
    private final Set<AccountId> touched = new LinkedHashSet<>();

    private Book book;
    private boolean windsUp;

    /**
     * @param reversed how much of the trades that are to be reversed is reversed already
     * @param spentToday what the spenders with a limit a day have spent today
     * @param replays the trades that the keys of this batch bought earlier
     */
    Batch(
            CommunityId community,
            Facts facts,
            Map<TradeId, Reversed> reversed,
            Map<Spending, Amount> spentToday,
            Map<TradeId, BookedTrade> replays,
            Instant now) {
        this.community = community;
        this.facts = facts;
        this.replays = replays;
        this.now = now;
        this.book = facts.book(now, reversed, spentToday);
    }

    static Set<TradeId> reversedTrades(List<TradeUnit> units) {
        Set<TradeId> trades = new LinkedHashSet<>();
        for (TradeUnit unit : units) {
            for (TradeOrder order : unit.orders()) {
                if (order.draft() instanceof ReversalDraft reversal) {
                    trades.add(reversal.original().id());
                }
            }
        }
        return trades;
    }

    void decide(TradeUnit unit) {
        outcomes.add(outcome(unit));
    }

    private Outcome outcome(TradeUnit unit) {
        if (unit.accessVersion() < facts.accessVersion()) {
            return new Outcome.AccessStale();
        }
        Optional<Outcome> earlier = unit.key().flatMap(this::earlierUse);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Book attempt = unit.orders().size() == 1 ? book : book.copy();
        List<Decision> decisions = new ArrayList<>();
        boolean refused = false;
        for (TradeOrder order : unit.orders()) {
            Decision decision = attempt.decide(order.draft(), now);
            refused |= decision instanceof Decision.Refused;
            attempt.apply(order.draft(), decision);
            decisions.add(decision);
        }
        if (refused) {
            return new Outcome.Refused(decisions.stream().map(Batch::refusal).toList());
        }
        book = attempt;
        return book(unit, decisions);
    }

    private Outcome book(TradeUnit unit, List<Decision> decisions) {
        List<BookedTrade> trades = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision.Posted posted = (Decision.Posted) decisions.get(i);
            trades.add(trade(unit.orders().get(i), posted));
            posted.entries().forEach(entry -> touched.add(entry.account()));
        }
        booked.addAll(trades);
        windsUp |= unit.windsUp();
        unit.key().ifPresent(key -> {
            bought.put(key, trades);
            claimed.put(KeyName.of(key), key);
        });
        return new Outcome.Booked(trades, false);
    }

    /** What an earlier unit bought with this key: in the database, or in this batch. */
    private Optional<Outcome> earlierUse(KeyClaim claim) {
        KeyName name = KeyName.of(claim);
        Purchase purchase = facts.purchases().get(name);
        if (purchase != null) {
            if (!purchase.fingerprint().equals(claim.fingerprint())) {
                return Optional.of(new Outcome.KeyReused());
            }
            return Optional.of(new Outcome.Booked(
                    purchase.trades().stream().map(this::replay).toList(), true));
        }
        KeyClaim inThisBatch = claimed.get(name);
        if (inThisBatch == null) {
            return Optional.empty();
        }
        return Optional.of(
                inThisBatch.equals(claim)
                        ? new Outcome.Booked(Objects.requireNonNull(bought.get(claim)), true)
                        : new Outcome.KeyReused());
    }

    private BookedTrade replay(TradeId id) {
        BookedTrade trade = replays.get(id);
        if (trade == null) {
            throw new IllegalStateException("a key points to trade " + id + ", which is not in the books");
        }
        return trade;
    }

    private BookedTrade trade(TradeOrder order, Decision.Posted posted) {
        Draft draft = order.draft();
        boolean imported =
                draft instanceof TradeDraft trade && trade.importedAt().isPresent();
        LocalDate valueDate =
                draft instanceof TradeDraft trade ? trade.valueDate() : ((ReversalDraft) draft).valueDate();
        return new BookedTrade(
                new TradeId(Ids.at(posted.bookedAt())),
                order.currency(),
                first(posted.entries(), true),
                first(posted.entries(), false),
                posted.amount(),
                order.description(),
                posted.bookedAt(),
                imported ? Optional.of(now) : Optional.empty(),
                valueDate,
                order.recordedBy(),
                order.onBehalfOf(),
                draft instanceof ReversalDraft reversal
                        ? Optional.of(reversal.original().id())
                        : Optional.empty(),
                order.reason(),
                order.overrideBy(),
                order.metadata(),
                order.byOffice(),
                order.category(),
                posted.entries());
    }

    /** Whoever pays, or is paid, first: of the reversal of a small part, not everybody who has to do with it. */
    private static AccountId first(List<Entry> entries, boolean pays) {
        return entries.stream()
                .filter(entry -> !entry.isLevy() && entry.amount().isNegative() == pays)
                .findFirst()
                .orElseThrow()
                .account();
    }

    private static Optional<Refusal> refusal(Decision decision) {
        return decision instanceof Decision.Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
    }

    CommunityId community() {
        return community;
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    boolean hasBookings() {
        return !booked.isEmpty();
    }

    /** Whether something of it settles a community that is being wound up, which takes nothing else then. */
    boolean windsUp() {
        return windsUp;
    }

    List<BookedTrade> booked() {
        return booked;
    }

    Map<KeyClaim, List<BookedTrade>> bought() {
        return bought;
    }

    /** The accounts that have new entries, as they stand after the batch. */
    List<Account> touchedAccounts() {
        return touched.stream().map(id -> book.account(id).orElseThrow()).toList();
    }

    /** The trade by which an administrator passes the limits: the batch has no other then. */
    Optional<UUID> override() {
        return booked.stream()
                .filter(trade -> trade.overrideBy().isPresent())
                .map(trade -> trade.id().value())
                .findFirst();
    }
}
