package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;

/** What the rules of money cost by themselves: no request, no database, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class BookBenchmark {
    private static final int ACCOUNTS = 200;
    private static final int DRAFTS = 100;
    private static final long SEED = 17;
    private static final long LIMIT = 100_000;
    private static final long CAP = 100_000;

    private final List<Account> accounts = new ArrayList<>();
    private final List<TradeDraft> drafts = new ArrayList<>();
    private final TradeDraft affordable = Sample.trade(1_250);
    private final TradeDraft tooLarge = Sample.trade(LIMIT + 1);
    private Book book = Sample.book();

    @Setup
    public void fill() {
        for (int number = 1; number <= ACCOUNTS; number++) {
            accounts.add(Sample.account(Sample.id(number), 0, LIMIT, CAP));
        }
        Random random = new Random(SEED);
        while (drafts.size() < DRAFTS) {
            int payer = 1 + random.nextInt(ACCOUNTS);
            int payee = 1 + (payer + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            drafts.add(TradeDraft.of(party(payer), party(payee), Sample.units(1_250), Sample.TODAY));
        }
        book = Sample.book(Sample.RULES, accounts);
        require(book.decide(affordable, Sample.NOW) instanceof Posted);
        require(book.decide(tooLarge, Sample.NOW) instanceof Refused refused
                && refused.refusal() instanceof Refusal.CreditLimitExceeded);
    }

    private static Party party(int number) {
        return Party.of("m" + number, Sample.id(number));
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalStateException("the draft is not decided as its benchmark says");
        }
    }

    @Benchmark
    public Decision tradeThatIsPosted() {
        return book.decide(affordable, Sample.NOW);
    }

    @Benchmark
    public Decision tradeRefusedForItsCreditLimit() {
        return book.decide(tooLarge, Sample.NOW);
    }

    /** A book of 200 accounts is made, and 100 drafts are decided and applied one after the other. */
    @Benchmark
    public Book batchOf100Trades() {
        Book fresh = Sample.book(Sample.RULES, accounts);
        for (TradeDraft draft : drafts) {
            fresh.apply(draft, fresh.decide(draft, Sample.NOW));
        }
        return fresh;
    }
}
