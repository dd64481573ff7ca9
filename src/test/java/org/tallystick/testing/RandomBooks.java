package org.tallystick.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.tallystick.account.AccountRef;
import org.tallystick.community.Community;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.Levy;
import org.tallystick.ledger.LevyRule;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.Share;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.platform.Ids;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.PostingMetrics;
import org.tallystick.posting.PostingSettings;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;

/**
 * The life of a community at random, booked as the product books it, but at the times that a test chooses: trades with and without
 * levies, of several parties, reversed in full and in part, and shared spending. What was booked is remembered line by line.
 */
public final class RandomBooks implements AutoCloseable {
    private static final LevyRule RULE =
            new LevyRule(25_000, Amount.ofMinorUnits(10), Optional.empty(), Optional.empty());
    private static final UUID SOMEBODY = Ids.next();

    /** One line of what was booked. */
    public record Booking(Instant at, BookedTrade trade, Entry entry) {}

    private final Community community;
    private final List<AccountRef> members;
    private final AccountRef fund;
    private final long accessVersion;
    private final Random random;
    private final SettableClock clock;
    private final Posting posting;
    private final List<BookedTrade> trades = new ArrayList<>();

    public RandomBooks(
            Fixtures fixtures,
            DataSource dataSource,
            Community community,
            List<String> handles,
            Instant begin,
            long seed) {
        this.community = community;
        this.members = handles.stream()
                .map(handle -> fixtures.account(community, handle))
                .toList();
        this.fund = fixtures.account(community, "fund");
        this.accessVersion = fixtures.number(
                "SELECT access_version FROM community WHERE community_id = ?",
                community.id().value());
        this.random = new Random(seed);
        this.clock = new SettableClock(begin);
        this.posting = new Posting(
                dataSource, PostingSettings.defaults(), clock, new PostingMetrics(new SimpleMeterRegistry()));
    }

    /** All accounts that take part. */
    public List<AccountRef> accounts() {
        return Stream.concat(members.stream(), Stream.of(fund)).toList();
    }

    public List<BookedTrade> trades() {
        return List.copyOf(trades);
    }

    /** Every line in the order of booking. */
    public List<Booking> bookings() {
        return trades.stream()
                .flatMap(trade -> trade.entries().stream().map(entry -> new Booking(trade.bookedAt(), trade, entry)))
                .toList();
    }

    /** Tries so many drafts until the end of time; what the limits refuse is not booked. */
    public void live(int steps, long mostSecondsBetween) {
        for (int i = 0; i < steps; i++) {
            Instant next = clock.instant().plusMillis(random.nextLong(1_000 * mostSecondsBetween));
            clock.set(random.nextInt(4) == 0 ? edgeOfDay(next) : next);
            step();
        }
    }

    /** Books something at this very time, or later if that has passed. */
    public void stepAt(Instant instant) {
        clock.set(instant.isBefore(clock.instant()) ? clock.instant() : instant);
        int before = trades.size();
        while (trades.size() == before) {
            step();
        }
    }

    /** The last millisecond of the day before the next one, or its first. */
    private Instant edgeOfDay(Instant instant) {
        ZoneId zone = community.timeZone();
        Instant midnight = LocalDate.ofInstant(instant, zone)
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        return random.nextBoolean() ? midnight : midnight.minusMillis(1);
    }

    private void step() {
        int kind = random.nextInt(10);
        if (kind < 4) {
            post(direct());
        } else if (kind < 6) {
            post(levied(direct()));
        } else if (kind == 6) {
            post(levied(shared()));
        } else if (kind == 7) {
            post(TradeDraft.of(party(fund), party(anyMember()), amount(100), today()));
        } else if (kind == 8) {
            post(TradeDraft.of(party(anyMember()), party(fund), amount(500), today()));
        } else {
            trades.stream()
                    .skip(trades.isEmpty() ? 0 : random.nextInt(trades.size()))
                    .filter(trade -> trade.reverses().isEmpty())
                    .findFirst()
                    .ifPresent(this::reverse);
        }
    }

    private void reverse(BookedTrade trade) {
        List<Line> lines = trade.entries().stream()
                .map(entry -> new Line(party(entry.account()), entry.amount(), entry.kind()))
                .toList();
        Optional<Amount> part = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(
                        Amount.ofMinorUnits(1 + random.nextLong(trade.amount().minorUnits())));
        post(ReversalDraft.of(new ReversalDraft.Original(trade.id(), trade.amount(), false, lines), part, today()));
    }

    private TradeDraft direct() {
        List<AccountRef> two = some(2);
        return TradeDraft.of(party(two.get(0)), party(two.get(1)), amount(3_000), today());
    }

    /** One pays two, who are not paid the same. */
    private TradeDraft shared() {
        List<AccountRef> three = some(3);
        Amount first = amount(1_000);
        Amount second = amount(1_000);
        return TradeDraft.of(
                List.of(new Share(party(three.get(0)), first.plus(second))),
                List.of(new Share(party(three.get(1)), first), new Share(party(three.get(2)), second)),
                today());
    }

    private TradeDraft levied(TradeDraft draft) {
        List<Levy> levies = Stream.concat(draft.payers().stream(), draft.payees().stream())
                .filter(share -> random.nextBoolean())
                .map(share -> new Levy(share.party(), share.amount(), RULE, party(fund)))
                .toList();
        return draft.levying(levies);
    }

    private void post(Draft draft) {
        TradeOrder order = new TradeOrder(
                draft,
                fund.currency().code(),
                "number " + trades.size(),
                SOMEBODY,
                Optional.empty(),
                draft instanceof ReversalDraft ? Optional.of("mistaken") : Optional.empty(),
                Optional.empty(),
                Map.of());
        Outcome outcome = posting.submit(new TradeUnit(community.id(), accessVersion, Optional.empty(), List.of(order)))
                .toCompletableFuture()
                .join();
        if (outcome instanceof Outcome.Booked booked) {
            trades.addAll(booked.trades());
        }
    }

    private List<AccountRef> some(int count) {
        List<AccountRef> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private AccountRef anyMember() {
        return members.get(random.nextInt(members.size()));
    }

    private Amount amount(int most) {
        return Amount.ofMinorUnits(1 + random.nextInt(most));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), community.timeZone());
    }

    private static Party party(AccountRef account) {
        return Party.of(account.address(), account.id());
    }

    private Party party(AccountId id) {
        return accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .map(RandomBooks::party)
                .orElseThrow();
    }

    @Override
    public void close() {
        posting.close();
    }
}
