package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.TestDatabase;

/** Nobody is left without an answer, however long they wait and whatever goes wrong. */
class LaneTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final PostingSettings SETTINGS =
            new PostingSettings(1, 1_000, 20_000, Duration.ofSeconds(4), Duration.ofSeconds(1));

    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;

    @BeforeEach
    void open() throws SQLException {
        ledger = Ledger.on(DATABASE.application(), SETTINGS);
        alice = ledger.open(1_000);
        bob = ledger.open(0);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whoHasWaitedTooLongIsToldToComeAgainAndNothingIsWrittenBehindTheirBack() throws Exception {
        CompletableFuture<Outcome> first;
        CompletableFuture<Outcome> second;
        try (Connection blocking = locked(alice)) {
            first = submit("k1");
            TimeUnit.MILLISECONDS.sleep(200);
            second = submit("k2");
            TimeUnit.MILLISECONDS.sleep(1_200);
            blocking.rollback();
        }

        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Booked.class);
        assertThat(typeOf(second)).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(ledger.count("trade")).isEqualTo(1);
        assertThat(ledger.post(ledger.trade("k2", alice, bob, 1))).isInstanceOf(Booked.class);
        assertThat(ledger.registry
                        .get("tallystick.posting.waited.too.long")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotWritten() throws Exception {
        try (Connection blocking = locked(alice)) {
            CompletableFuture<Outcome> first = submit("k1");
            TimeUnit.MILLISECONDS.sleep(200);
            submit("k2").cancel(false);
            blocking.rollback();
            assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Booked.class);
        }
        ledger.post(ledger.trade("k3", alice, bob, 1));

        assertThat(ledger.count("trade")).isEqualTo(2);
    }

    @Test
    void whoHoldsTheAccountsHoldsUpALaneNoLongerThanABatchIsTried() throws Exception {
        try (Connection blocking = locked(alice)) {
            CompletableFuture<Outcome> answer = submit("k1");

            assertThat(typeOf(answer)).isEqualTo(ProblemType.UNAVAILABLE);
            blocking.rollback();
        }
        assertThat(ledger.count("trade")).isZero();
    }

    @Test
    void anErrorInTheMiddleOfAUnitFailsItAloneAndNoneOfItIsCommitted() throws SQLException {
        TradeUnit bad = following((connection, trades) -> {
            throw new StackOverflowError("on purpose");
        });

        assertThat(typeOf(ledger.posting.submit(bad).toCompletableFuture())).isEqualTo(ProblemType.INTERNAL);

        assertThat(ledger.count("trade")).isZero();
        assertThat(ledger.post(ledger.trade("k2", alice, bob, 1))).isInstanceOf(Booked.class);
        assertThat(failures("assertion")).isEqualTo(1);
    }

    @Test
    void anAssertionThatDoesNotHoldStopsTheWriteAndIsCounted() throws SQLException {
        TradeUnit bad = following((connection, trades) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(typeOf(ledger.posting.submit(bad).toCompletableFuture())).isEqualTo(ProblemType.INTERNAL);

        assertThat(ledger.count("trade")).isZero();
        assertThat(failures("assertion")).isEqualTo(1);
    }

    @Test
    void aGuardOfTheDatabaseStopsTheWriteAndIsCountedByItsState() throws SQLException {
        TradeUnit bad = following((connection, trades) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "UPDATE account SET balance = balance - 5000 WHERE account_id = '" + alice.value() + "'");
            }
        });

        assertThat(typeOf(ledger.posting.submit(bad).toCompletableFuture())).isEqualTo(ProblemType.INTERNAL);

        assertThat(ledger.count("trade")).isZero();
        assertThat(failures("TS003")).isEqualTo(1);
    }

    @Test
    void whatIsQueuedWhenTheServiceStopsIsPostedOrRefusedAndNeverForgotten() throws Exception {
        CompletableFuture<Outcome> first;
        CompletableFuture<Outcome> second;
        try (Connection blocking = locked(alice)) {
            first = submit("k1");
            TimeUnit.MILLISECONDS.sleep(100);
            second = submit("k2");
            ledger.close();
            assertThat(first).isDone();
            assertThat(second).isDone();
            assertThat(typeOf(submit("k3"))).isEqualTo(ProblemType.UNAVAILABLE);
            blocking.rollback();
        }
    }

    private double failures(String what) {
        return ledger.registry
                .get(InvariantFailures.COUNTER)
                .tags("where", "posting", "what", what)
                .counter()
                .count();
    }

    private TradeUnit following(TradeUnit.Consequence consequence) {
        TradeUnit plain = ledger.trade("k1", alice, bob, 1);
        return new TradeUnit(
                plain.community(), plain.accessVersion(), plain.key(), plain.orders(), Optional.of(consequence));
    }

    private CompletableFuture<Outcome> submit(String key) {
        return ledger.posting.submit(ledger.trade(key, alice, bob, 1)).toCompletableFuture();
    }

    private static ProblemType typeOf(CompletableFuture<Outcome> answer) {
        Throwable failure = answer.orTimeout(20, TimeUnit.SECONDS)
                .handle((outcome, fault) -> fault)
                .join();
        assertThat(failure).isInstanceOf(ProblemException.class);
        return ((ProblemException) failure).problem().type();
    }

    /** Somebody else's transaction that has the account. */
    private static Connection locked(AccountId account) throws SQLException {
        Connection connection = DATABASE.owner().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM account WHERE account_id = '" + account.value() + "' FOR UPDATE");
        }
        return connection;
    }
}
