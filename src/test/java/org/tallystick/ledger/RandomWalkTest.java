package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Sample.NOW;
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.id;
import static org.tallystick.ledger.Sample.tradeId;
import static org.tallystick.ledger.Sample.units;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;

/** A community's life at random: after each step the book equals a naive ledger, and the invariants hold. */
class RandomWalkTest {
    private static final int ACCOUNTS = 4;
    private static final int STEPS = 800;
    private static final List<String> STATES = List.of("active", "active", "active", "frozen", "leaving", "closed");

    private static final int SPENDERS = 2;

    private record Booked(
            TradeId id,
            AccountId payer,
            AccountId payee,
            long amount,
            boolean isReversal,
            Optional<SpenderId> spender,
            long day) {}

    /** The state of one walk. */
    private static final class Walk {
        final long seed;
        final Random random;
        final NaiveLedger naive;
        final Map<AccountId, List<Entry>> entries = new HashMap<>();
        final List<Booked> trades = new ArrayList<>();
        final Map<TradeId, Long> reversed = new HashMap<>();
        final List<Hold> holds = new ArrayList<>();
        final Set<String> answers = new HashSet<>();
        final Map<Long, NaiveLedger.Spender> spenders = new HashMap<>();
        Book book;
        long count;

        Walk(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.naive = new NaiveLedger(random.nextBoolean());
            List<Account> accounts = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                naive.lines.put(id(i), new NaiveLedger.Line());
                accounts.add(Account.opened(id(i), Sample.CURRENCY, new CreditLimit(20), new BalanceCap(30)));
            }
            for (long spender = 1; spender <= SPENDERS; spender++) {
                spenders.put(spender, new NaiveLedger.Spender(spender, 10, 25));
            }
            this.book = newBook(accounts);
        }

        /** A book on accounts as they stand, which knows what the trades so far say of reversals and of the day. */
        Book newBook(List<Account> accounts) {
            Map<TradeId, Reversed> soFar = new HashMap<>();
            reversed.forEach((trade, amount) -> soFar.put(trade, Reversed.of(units(amount))));
            Map<Spending, Amount> spentToday = new HashMap<>();
            for (Account account : accounts) {
                for (long spender = 1; spender <= SPENDERS; spender++) {
                    spentToday.put(new Spending(account.id(), spenderId(spender)), Amount.ZERO);
                }
            }
            for (Booked trade : trades) {
                if (trade.day == naive.day && trade.spender.isPresent()) {
                    spentToday.merge(new Spending(trade.payer, trade.spender.get()), units(trade.amount), Amount::plus);
                }
            }
            return new Book(
                    new Rules(TODAY.plusDays(naive.day), naive.frozenMayReceive, Rules.MOST_DAYS_BACK),
                    accounts,
                    soFar,
                    spentToday);
        }

        /** Somebody without limit, or one of the spenders. */
        NaiveLedger.Spender spender() {
            return spenders.getOrDefault((long) random.nextInt(SPENDERS + 1), NaiveLedger.Spender.FREE);
        }

        static SpenderId spenderId(long number) {
            return new SpenderId(new UUID(3, number));
        }

        static Optional<SpendingLimit> limit(NaiveLedger.Spender spender) {
            return spender.perTrade() < 0 && spender.perDay() < 0
                    ? Optional.empty()
                    : Optional.of(new SpendingLimit(
                            spenderId(spender.number()), atMost(spender.perTrade()), atMost(spender.perDay())));
        }

        private static Optional<Amount> atMost(long limit) {
            return limit < 0 ? Optional.empty() : Optional.of(units(limit));
        }

        AccountId anyone() {
            return id(random.nextInt(ACCOUNTS));
        }

        Party party(AccountId id) {
            return Party.of("account-" + id.value(), id);
        }

        /** A clock that mostly goes on, and at times steps back. */
        Instant now() {
            return NOW.plus(naive.day, ChronoUnit.DAYS)
                    .plusMillis(count * 10 - random.nextInt(100))
                    .plusNanos(random.nextInt(1_000_000));
        }
    }

    private static final Set<String> MET = new HashSet<>();
    private static final List<Long> SEEDS = new ArrayList<>();
    private static long days;

    @RepeatedTest(5)
    void theBookEqualsANaiveLedgerAfterEachStep() {
        Walk walk = new Walk(System.nanoTime());
        for (int step = 0; step < STEPS; step++) {
            walk.count++;
            step(walk);
            assertSame(walk);
        }
        assertInvariants(walk);
        MET.addAll(walk.answers);
        days += walk.naive.day;
        SEEDS.add(walk.seed);
    }

    /** One walk may miss something by chance; all of them together do not. */
    @AfterAll
    static void theWalksMetEverything() {
        assertThat(MET)
                .as("what walks meet, seeds %s", SEEDS)
                .contains("ok", "same-account", "account-closed", "account-frozen", "account-leaving")
                .contains("already-reversed", "reversal-not-reversible")
                .contains("amount-not-positive", "credit-limit-exceeded", "balance-cap-exceeded")
                .contains("spending-limit-exceeded");
        assertThat(days).as("days, seeds %s", SEEDS).isPositive();
    }

    private static void step(Walk walk) {
        int kind = walk.random.nextInt(20);
        if (kind < 8) {
            trade(walk);
        } else if (kind < 11) {
            reverse(walk);
        } else if (kind < 14) {
            hold(walk);
        } else if (kind < 16) {
            acceptHold(walk);
        } else if (kind < 18) {
            releaseHold(walk);
        } else {
            changeAnAccount(walk);
        }
    }

    private static void trade(Walk walk) {
        AccountId payer = walk.anyone();
        AccountId payee = walk.anyone();
        long amount = walk.random.nextInt(-1, 15);
        boolean override = walk.random.nextInt(8) == 0;
        Instant now = walk.now();
        TradeDraft draft = TradeDraft.of(walk.party(payer), walk.party(payee), units(amount), TODAY);
        draft = override ? draft.overridingLimits() : draft;
        NaiveLedger.Spender spender = walk.spender();
        String expected =
                walk.naive.trade(payer, payee, amount, 0, override, spender, now.truncatedTo(ChronoUnit.MILLIS));
        decide(walk, draft.boundBy(Walk.limit(spender)), spender, now, expected);
    }

    private static void reverse(Walk walk) {
        if (walk.trades.isEmpty()) {
            return;
        }
        Booked trade = walk.trades.get(walk.random.nextInt(walk.trades.size()));
        Optional<Amount> asked =
                walk.random.nextBoolean() ? Optional.empty() : Optional.of(units(1L + walk.random.nextInt(10)));
        long left = trade.amount - walk.reversed.getOrDefault(trade.id, 0L);
        long amount = asked.map(Amount::minorUnits).orElse(left);
        if (left == 0 && asked.isEmpty()) {
            return;
        }
        Instant now = walk.now();
        NaiveLedger.Spender spender = walk.spender();
        ReversalDraft draft = new ReversalDraft(
                walk.party(trade.payee),
                walk.party(trade.payer),
                new ReversalDraft.Original(trade.id, units(trade.amount), trade.isReversal),
                asked,
                TODAY,
                false,
                Walk.limit(spender));
        if (trade.isReversal) {
            Decision decision = walk.book.decide(draft, now);
            assertThat(decision).isInstanceOf(Refused.class);
            walk.answers.add(((Refused) decision).refusal().code());
            return;
        }
        String expected = walk.naive.reverse(
                trade.id, trade.amount, trade.payee, trade.payer, amount, spender, now.truncatedTo(ChronoUnit.MILLIS));
        decide(walk, draft, spender, now, expected);
    }

    private static void hold(Walk walk) {
        AccountId payer = walk.anyone();
        AccountId payee = walk.anyone();
        long amount = walk.random.nextInt(0, 8);
        NaiveLedger.Spender spender = walk.spender();
        HoldDraft draft = new HoldDraft(walk.party(payer), walk.party(payee), units(amount), Walk.limit(spender));
        String expected = walk.naive.hold(payer, payee, amount, spender);
        decide(walk, draft, spender, walk.now(), expected);
        if (expected.equals("ok")) {
            walk.holds.add(new Hold(new HoldId(new UUID(2, walk.count)), payer, payee, units(amount)));
        }
    }

    private static void acceptHold(Walk walk) {
        if (walk.holds.isEmpty()) {
            return;
        }
        Hold hold = walk.holds.get(walk.random.nextInt(walk.holds.size()));
        long held = hold.amount().minorUnits();
        long amount = 1L + walk.random.nextInt((int) held);
        Instant now = walk.now();
        NaiveLedger.Spender spender = walk.spender();
        TradeDraft draft = TradeDraft.of(walk.party(hold.payer()), walk.party(hold.payee()), units(amount), TODAY)
                .accepting(hold)
                .boundBy(Walk.limit(spender));
        String expected = walk.naive.trade(
                hold.payer(), hold.payee(), amount, held, false, spender, now.truncatedTo(ChronoUnit.MILLIS));
        decide(walk, draft, spender, now, expected);
        if (expected.equals("ok")) {
            walk.holds.remove(hold);
        }
    }

    private static void releaseHold(Walk walk) {
        if (!walk.holds.isEmpty()) {
            Hold hold = walk.holds.remove(walk.random.nextInt(walk.holds.size()));
            walk.book.release(hold);
            walk.naive.release(hold.payer(), hold.payee(), hold.amount().minorUnits());
        }
    }

    /** Limits, states and the day change between decisions, so the next book is made from what the last one left. */
    private static void changeAnAccount(Walk walk) {
        AccountId changed = walk.anyone();
        NaiveLedger.Line line = walk.naive.lines.get(changed);
        line.limit = walk.random.nextInt(30);
        line.cap = walk.random.nextInt(40);
        line.status = STATES.get(walk.random.nextInt(STATES.size()));
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            Account account = walk.book.account(id(i)).orElseThrow();
            accounts.add(
                    account.id().equals(changed)
                            ? account.withLimits(new CreditLimit(line.limit), new BalanceCap(line.cap))
                                    .withStatus(AccountStatus.valueOf(line.status.toUpperCase(Locale.ROOT)))
                            : account);
        }
        long spender = 1L + walk.random.nextInt(SPENDERS);
        walk.spenders.put(
                spender, new NaiveLedger.Spender(spender, walk.random.nextInt(-5, 12), walk.random.nextInt(-3, 25)));
        walk.naive.day += walk.random.nextInt(4) == 0 ? 1 : 0;
        walk.book = walk.newBook(accounts);
    }

    private static void decide(Walk walk, Draft draft, NaiveLedger.Spender spender, Instant now, String expected) {
        Decision decision = walk.book.decide(draft, now);
        String answer = decision instanceof Refused refused ? refused.refusal().code() : "ok";
        assertThat(answer)
                .as("step %d of seed %d: %s", walk.count, walk.seed, draft)
                .isEqualTo(expected);
        walk.answers.add(answer);
        walk.book.apply(draft, decision);
        if (decision instanceof Posted posted) {
            record(walk, draft, spender, posted);
        }
    }

    private static void record(Walk walk, Draft draft, NaiveLedger.Spender spender, Posted posted) {
        TradeId id = tradeId(walk.count);
        walk.trades.add(new Booked(
                id,
                posted.entries().get(0).account(),
                posted.entries().get(1).account(),
                posted.amount().minorUnits(),
                draft instanceof ReversalDraft,
                spender.number() == 0 ? Optional.empty() : Optional.of(Walk.spenderId(spender.number())),
                walk.naive.day));
        if (draft instanceof ReversalDraft reversal) {
            walk.reversed.merge(reversal.original().id(), posted.amount().minorUnits(), Long::sum);
        }
        long sum = 0;
        for (Entry entry : posted.entries()) {
            walk.entries
                    .computeIfAbsent(entry.account(), any -> new ArrayList<>())
                    .add(entry);
            sum += entry.amount().minorUnits();
            List<Instant> times = walk.naive.lines.get(entry.account()).times;
            assertThat(posted.bookedAt()).as("booking time, seed %d", walk.seed).isEqualTo(times.get(times.size() - 1));
        }
        assertThat(sum).as("I1, seed %d", walk.seed).isZero();
    }

    private static void assertSame(Walk walk) {
        long sum = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Account account = walk.book.account(id(i)).orElseThrow();
            NaiveLedger.Line line = walk.naive.lines.get(id(i));
            sum += account.balance().minorUnits();
            assertThat(List.of(
                            account.balance().minorUnits(),
                            account.entryCount(),
                            account.heldOut().minorUnits(),
                            account.heldIn().minorUnits()))
                    .as("account %d at step %d of seed %d", i, walk.count, walk.seed)
                    .containsExactly(line.balance(), (long) line.amounts.size(), line.heldOut, line.heldIn);
        }
        assertThat(sum).as("I2 at step %d of seed %d", walk.count, walk.seed).isZero();
    }

    /** I3 from the first entry to the last, and I5; I1 and I2 are checked at each step, I4 by the naive ledger. */
    private static void assertInvariants(Walk walk) {
        walk.entries.forEach((id, entries) -> {
            long balance = 0;
            long number = 0;
            for (Entry entry : entries) {
                balance += entry.amount().minorUnits();
                number++;
                assertThat(entry)
                        .as("I3, seed %d", walk.seed)
                        .isEqualTo(new Entry(id, number, entry.amount(), units(balance)));
            }
        });
        for (Booked trade : walk.trades) {
            assertThat(walk.reversed.getOrDefault(trade.id, 0L))
                    .as("I5, seed %d", walk.seed)
                    .isLessThanOrEqualTo(trade.isReversal ? 0 : trade.amount);
        }
    }

    @Test
    void noAmountHoweverLargeMakesTheBookThrowOrLeaveItsRange() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long largest = Amount.LARGEST.minorUnits();
        long[] balances = {-largest, 1 - largest, -1, 0, 1, largest - 1, largest};
        long[] holds = {0, 1, largest};
        long[] bounds = {0, 1, largest, Long.MAX_VALUE};
        long[] amounts = {
            Long.MIN_VALUE, -largest, -1, 0, 1, 2, largest - 1, largest, largest + 1, 3 * largest, Long.MAX_VALUE
        };
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            List<Account> accounts = new ArrayList<>();
            for (AccountId id : List.of(Sample.ALICE, Sample.BEN)) {
                accounts.add(Sample.account(
                        id,
                        random.nextInt(3) > 0 ? AccountStatus.ACTIVE : AccountStatus.LEAVING,
                        pick(random, balances),
                        0,
                        pick(random, holds),
                        pick(random, holds),
                        pick(random, bounds),
                        pick(random, bounds)));
            }
            long amount = pick(random, amounts);
            Draft draft = switch (random.nextInt(4)) {
                case 0 -> Sample.trade(amount);
                case 1 -> Sample.trade(amount).overridingLimits();
                case 2 -> Sample.holdDraft(amount);
                default -> Sample.reversal(largest, Optional.of(units(amount)));
            };
            Book book = Sample.book(Sample.RULES, accounts);
            Decision decision = book.decide(draft, NOW);
            book.apply(draft, decision);
            for (Account account : accounts) {
                Account after = book.account(account.id()).orElseThrow();
                assertThat(List.of(after.balance(), after.heldOut(), after.heldIn()))
                        .as("seed %d: %s on %s", seed, draft, accounts)
                        .allMatch(a -> Math.abs(a.minorUnits()) <= largest);
            }
            answers.add(decision instanceof Refused refused ? refused.refusal().code() : "ok");
        }
        assertThat(answers)
                .as("seed %d", seed)
                .contains("ok", "amount-overflow", "amount-not-positive", "credit-limit-exceeded", "already-reversed");
    }

    private static long pick(Random random, long[] from) {
        return from[random.nextInt(from.length)];
    }
}
