package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.MissingStandby;
import org.tallystick.testing.TestDatabase;

/** On a primary that has come back something may be seen that no standby has: nobody is told that it is booked. */
class UnconfirmedReplayTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;

    @BeforeEach
    void open() throws SQLException {
        ledger = Ledger.on(DATABASE.application(), new PostingSettings(1, 1_000, 20_000, Duration.ofSeconds(2)));
        alice = ledger.open(1_000);
        bob = ledger.open(0);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private CompletableFuture<Outcome> again() {
        return ledger.posting.submit(ledger.trade("k1", alice, bob, 250)).toCompletableFuture();
    }

    @Test
    void aRepeatIsAnsweredWhenTheStandbyHasTheTrade() throws Exception {
        ledger.post(ledger.trade("k1", alice, bob, 250));
        CompletableFuture<Outcome> answer = MissingStandby.during(DATABASE.jdbcUrl(), () -> {
            CompletableFuture<Outcome> waiting = again();
            assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            return waiting;
        });

        assertThat(((Booked) answer.get(30, TimeUnit.SECONDS)).replayed()).isTrue();
    }

    @Test
    void aRepeatIsRefusedInTimeWhileNoStandbyHasTheTrade() throws Exception {
        ledger.post(ledger.trade("k1", alice, bob, 250));

        Throwable refusal = MissingStandby.during(
                DATABASE.jdbcUrl(), () -> catchThrowable(() -> again().get(20, TimeUnit.SECONDS)));

        assertThat(refusal)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));
        assertThat(((Booked) again().get(30, TimeUnit.SECONDS)).replayed()).isTrue();
        assertThat(ledger.count("trade")).isEqualTo(1);
    }
}
