package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.SpenderId;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.SettableClock;
import org.tallystick.testing.TestDatabase;

class PostingConcurrencyTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @ParameterizedTest
    @CsvSource({"1000, 1, 99", "1, 500, 500"})
    void fiveHundredTradesShareCommitsUnlessABatchIsOne(int batchSize, int least, int most) throws SQLException {
        PostingSettings settings = new PostingSettings(4, batchSize, 20_000, Duration.ofSeconds(10));
        try (Ledger ledger = Ledger.on(DATABASE.application(), settings)) {
            AccountId payer = ledger.open(1_000_000);
            AccountId payee = ledger.open(0);
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(ledger.posting
                        .submit(ledger.trade("k" + i, payer, payee, 1))
                        .toCompletableFuture());
            }
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Booked.class));
            assertThat(ledger.commits()).isBetween((long) least, (long) most);
            assertThat(ledger.balance(payer)).isEqualTo(-500);
        }
    }

    @Test
    void manyClientsOfTwoInstancesNeverPassALimitAndKeepTheBooksWhole() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        PostingSettings settings = PostingSettings.defaults();
        try (Ledger one = Ledger.on(DATABASE.application(), settings)) {
            for (int i = 0; i < 6; i++) {
                one.open(100, i % 2 == 0 ? new BalanceCap(150) : BalanceCap.NONE);
            }
            try (Ledger two = one.secondInstance(settings)) {
                AtomicBoolean running = new AtomicBoolean(true);
                ExecutorService clients = Executors.newFixedThreadPool(24);
                List<Future<long[]>> work = new ArrayList<>();
                for (int client = 0; client < 24; client++) {
                    Ledger instance = client % 2 == 0 ? one : two;
                    Random random = new Random(seed + client);
                    String name = "c" + client + "-";
                    work.add(clients.submit(() -> trade(instance, random, name, 150)));
                }
                Future<?> reader = clients.submit(() -> {
                    while (running.get()) {
                        assertThat(one.balances().values().stream()
                                        .mapToLong(balance -> balance.get(0))
                                        .sum())
                                .isZero();
                    }
                    return null;
                });
                long booked = 0;
                long refused = 0;
                for (Future<long[]> result : work) {
                    booked += result.get()[0];
                    refused += result.get()[1];
                }
                running.set(false);
                if (!reader.isDone()) {
                    reader.get();
                }
                clients.shutdown();
                assertThat(booked).isPositive();
                assertThat(refused).as("the limits were in the way").isPositive();
                assertThat(one.count("trade")).isEqualTo(booked);
                assertThat(one.balances().values())
                        .allSatisfy(balance -> assertThat(balance.get(0)).isGreaterThanOrEqualTo(-100));
            }
        }
    }

    @Test
    void aSpenderAtTwoInstancesNeverPassesTheLimitOfTheDay() throws Exception {
        PostingSettings settings = new PostingSettings(2, 5, 20_000, Duration.ofSeconds(10));
        SpenderId eve = new SpenderId(Ids.next());
        Optional<SpendingLimit> limit =
                Optional.of(new SpendingLimit(eve, Optional.empty(), Optional.of(new Amount(1_000))));
        SettableClock clock = new SettableClock(Instant.parse("2026-03-10T12:00:00Z"));
        try (Ledger one = Ledger.on(DATABASE.application(), settings, clock, ZoneId.of("Europe/Lisbon"))) {
            AccountId payer = one.open(1_000_000);
            AccountId payee = one.open(1_000_000);
            try (Ledger two = one.secondInstance(settings)) {
                List<CompletableFuture<Outcome>> spent = new ArrayList<>();
                List<CompletableFuture<Outcome>> others = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    Ledger instance = i % 2 == 0 ? one : two;
                    TradeUnit eves = one.unit("eve" + i, one.order(payer, payee, 1 + i % 13, eve.value(), limit));
                    spent.add(instance.posting.submit(eves).toCompletableFuture());
                    TradeUnit unlimited =
                            i % 3 == 0 ? one.trade("in" + i, payee, payer, 7) : one.trade("out" + i, payer, payee, 5);
                    others.add(instance.posting.submit(unlimited).toCompletableFuture());
                }
                assertThat(others)
                        .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Booked.class));
                long sum = 0;
                int refused = 0;
                for (CompletableFuture<Outcome> answer : spent) {
                    if (answer.join() instanceof Booked booked) {
                        sum += booked.trades().get(0).amount().minorUnits();
                    } else {
                        refused++;
                    }
                }
                assertThat(refused).as("the limit was in the way").isPositive();
                assertThat(sum).as("what was spent, to the last unit").isEqualTo(1_000);
            }
        }
    }

    private static long[] trade(Ledger ledger, Random random, String name, int times) {
        long booked = 0;
        long refused = 0;
        for (int i = 0; i < times; i++) {
            AccountId payer = ledger.accounts.get(random.nextInt(ledger.accounts.size()));
            AccountId payee = ledger.accounts.get(random.nextInt(ledger.accounts.size()));
            Outcome outcome = ledger.post(ledger.trade(name + i, payer, payee, 1 + random.nextInt(60)));
            if (outcome instanceof Booked) {
                booked++;
            } else {
                refused++;
            }
        }
        return new long[] {booked, refused};
    }

    @Test
    void oneKeySentByManyClientsOfTwoInstancesBuysOneTrade() throws Exception {
        try (Ledger one = Ledger.on(DATABASE.application(), PostingSettings.defaults())) {
            AccountId payer = one.open(1_000_000);
            AccountId payee = one.open(0);
            try (Ledger two = one.secondInstance(PostingSettings.defaults())) {
                for (int round = 0; round < 20; round++) {
                    List<CompletableFuture<Outcome>> answers = new ArrayList<>();
                    for (int i = 0; i < 40; i++) {
                        Ledger instance = i % 2 == 0 ? one : two;
                        // Different accounts for the same payer's key: the row locks alone would not decide it.
                        answers.add(instance.posting
                                .submit(one.trade("round" + round, payer, payee, 10))
                                .toCompletableFuture());
                    }
                    Set<TradeId> trades = new HashSet<>();
                    for (CompletableFuture<Outcome> answer : answers) {
                        trades.add(((Booked) answer.join()).trades().get(0).id());
                    }
                    assertThat(trades).hasSize(1);
                }
                assertThat(one.balance(payer)).isEqualTo(-200);
            }
        }
    }

    @Test
    void aKeyBoughtByAnotherTransactionMeanwhileIsFoundByDecidingAgain() throws Exception {
        try (Ledger one = Ledger.on(DATABASE.application(), PostingSettings.defaults())) {
            AccountId alice = one.open(1_000);
            AccountId bob = one.open(1_000);
            AccountId carol = one.open(0);
            AccountId dan = one.open(0);
            try (Ledger two = one.secondInstance(PostingSettings.defaults())) {
                int reused = 0;
                for (int round = 0; round < 50; round++) {
                    // Disjoint accounts: no row lock is shared, so only the unique index can judge.
                    var first = one.posting.submit(one.trade("same" + round, alice, carol, 1));
                    var second = two.posting.submit(two.trade("same" + round, bob, dan, 1));
                    for (var answer : List.of(first, second)) {
                        reused += answer.toCompletableFuture().join() instanceof Outcome.KeyReused ? 1 : 0;
                    }
                }
                assertThat(reused).isEqualTo(50);
                assertThat(one.count("trade")).isEqualTo(50);
            }
        }
    }

    @Test
    void connectionsThatAreKilledLoseAndDoubleNothing() throws Exception {
        try (Ledger ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults())) {
            AccountId payer = ledger.open(1_000_000);
            AccountId payee = ledger.open(0);
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                answers.add(ledger.posting
                        .submit(ledger.trade("k" + i, payer, payee, 1))
                        .toCompletableFuture());
                if (i % 100 == 50) {
                    killOtherConnections();
                }
            }
            for (CompletableFuture<Outcome> answer : answers) {
                assertThat(answer.join()).isInstanceOf(Booked.class);
            }
            assertThat(ledger.balance(payer)).isEqualTo(-2_000);
            assertThat(ledger.count("trade")).isEqualTo(2_000);
        }
    }

    private static void killOtherConnections() throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()");
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndTheBooksStayRight() throws Exception {
        PostingSettings small = new PostingSettings(1, 1, 20, Duration.ofSeconds(10));
        try (Ledger ledger = Ledger.on(DATABASE.application(), small)) {
            AccountId payer = ledger.open(1_000_000);
            AccountId payee = ledger.open(0);
            assertThat(ledger.posting.queue()).isEqualTo(new PostingQueue(0, 20, Optional.empty()));
            int booked = 0;
            int turnedAway = 0;
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(ledger.posting
                        .submit(ledger.trade("k" + i, payer, payee, 1))
                        .toCompletableFuture());
            }
            for (CompletableFuture<Outcome> answer : answers) {
                try {
                    answer.join();
                    booked++;
                } catch (CompletionException e) {
                    ProblemException problem = (ProblemException) e.getCause();
                    assertThat(problem.problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
                    turnedAway++;
                }
            }
            assertThat(turnedAway).isPositive();
            assertThat(ledger.posting.queue().sinceSentAway())
                    .hasValueSatisfying(since -> assertThat(since).isLessThan(Duration.ofMinutes(1)));
            assertThat(ledger.balance(payer)).isEqualTo(-booked);
            assertThat(ledger.post(ledger.trade("later", payer, payee, 1))).isInstanceOf(Booked.class);
        }
    }

    @Test
    void closingPostsWhatWaitsAndTakesNoMore() throws Exception {
        Ledger ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults());
        AccountId payer = ledger.open(1_000_000);
        AccountId payee = ledger.open(0);
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(ledger.posting
                    .submit(ledger.trade("k" + i, payer, payee, 1))
                    .toCompletableFuture());
        }
        ledger.close();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isCompletedWithValueMatching(Booked.class::isInstance));
        assertThatThrownBy(() -> ledger.post(ledger.trade("late", payer, payee, 1)))
                .hasCauseInstanceOf(ProblemException.class);
    }
}
