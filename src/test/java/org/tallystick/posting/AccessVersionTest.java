package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.testing.TestDatabase;

/** Six instances, which write as fast as they can, and none of which waits for another's accounts. */
class AccessVersionTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final PostingSettings SETTINGS = new PostingSettings(1, 1_000, 20_000, Duration.ofSeconds(30));
    private static final int INSTANCES = 6;
    private static final int IN_A_BATCH = 20;
    private static final int RAISES = 20;

    /** A raise waits for one batch; where it waited for a moment without any, it took from ten seconds to a minute. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final List<Ledger> instances = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong version = new AtomicLong(1);
    private final List<Future<?>> work = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        Ledger first = Ledger.on(DATABASE.application(), SETTINGS);
        instances.add(first);
        IntStream.range(1, INSTANCES).forEach(i -> instances.add(first.secondInstance(SETTINGS)));
        for (Ledger instance : instances) {
            AccountId payer = first.open(1_000_000_000);
            AccountId payee = first.open(0);
            for (int stream = 0; stream < 2; stream++) {
                work.add(threads.submit(() -> write(instance, payer, payee)));
            }
        }
    }

    @AfterEach
    void stop() {
        running.set(false);
        threads.shutdown();
        instances.forEach(Ledger::close);
    }

    @Test
    void nothingThatWasAuthorisedBeforeIsBookedAfterwardsAndNobodyWaitsLongForIt() throws Exception {
        Ledger first = instances.get(0);
        for (int i = 0; i < RAISES; i++) {
            awaitTrades(trades(first) + IN_A_BATCH * INSTANCES);
            long begun = System.nanoTime();
            raise(first);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);

            long booked = trades(first);
            Thread.sleep(20);
            assertThat(trades(first))
                    .as("all that is sent is of the version before")
                    .isEqualTo(booked);
            version.incrementAndGet();
        }
        running.set(false);
        for (Future<?> stream : work) {
            stream.get();
        }
    }

    /** Sends trades of the version that it knows, one batch behind the other. */
    private void write(Ledger instance, AccountId payer, AccountId payee) {
        while (running.get()) {
            TradeUnit trade = new TradeUnit(
                    instance.community, version.get(), Optional.empty(), List.of(instance.order(payer, payee, 1)));
            List<TradeUnit> units =
                    IntStream.range(0, IN_A_BATCH).mapToObj(i -> trade).toList();
            List<CompletableFuture<Outcome>> outcomes = instance.posting.submitAll(units);
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.join())
                            .isInstanceOfAny(Outcome.Booked.class, Outcome.AccessStale.class));
        }
    }

    private static void raise(Ledger ledger) throws SQLException {
        try (Connection connection = ledger.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            AccessVersion.raise(connection, ledger.community);
            connection.commit();
        }
    }

    private void awaitTrades(long least) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (trades(instances.get(0)) < least) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static long trades(Ledger ledger) throws SQLException {
        return ledger.count("trade");
    }
}
