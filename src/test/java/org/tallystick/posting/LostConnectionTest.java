package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.tallystick.ledger.AccountId;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.LosingProxy;
import org.tallystick.testing.TestDatabase;

/** What a lane does whose connection falls silent: a network that forgot it closes nothing, and says nothing. */
class LostConnectionTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Duration RETRY_FOR = Duration.ofSeconds(6);

    private LosingProxy proxy;
    private Ledger direct;
    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;

    @BeforeEach
    void open() throws SQLException, IOException {
        proxy = LosingProxy.before(TestDatabase.port());
        PGSimpleDataSource throughProxy = DATABASE.application();
        throughProxy.setPortNumbers(new int[] {proxy.port()});
        throughProxy.setConnectTimeout(2);
        throughProxy.setLoginTimeout(2);
        PostingSettings settings = new PostingSettings(1, 1_000, 20_000, RETRY_FOR);
        direct = Ledger.on(DATABASE.application(), settings);
        alice = direct.open(1_000);
        bob = direct.open(0);
        ledger = direct.secondInstance(throughProxy, settings);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        ledger.close();
        direct.close();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundByItsKeyAndAnsweredOnce() throws SQLException {
        proxy.loseAnswerOfNextCommit();

        Outcome outcome = ledger.post(ledger.trade("k1", alice, bob, 250));

        assertThat(((Booked) outcome).replayed()).isTrue();
        assertThat(direct.balance(alice)).isEqualTo(-250);
        assertThat(direct.count("trade")).isEqualTo(1);
    }

    @Test
    void aConnectionThatFallsSilentHoldsUpItsLaneForOneAttemptAlone() throws SQLException {
        ledger.post(ledger.trade("warm", alice, bob, 1));
        proxy.loseAll();
        CompletableFuture<Outcome> answer =
                ledger.posting.submit(ledger.trade("k1", alice, bob, 250)).toCompletableFuture();
        proxy.recover();

        assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(Booked.class);
        assertThat(direct.balance(alice)).isEqualTo(-251);
    }

    @Test
    void whoWaitsLongerThanABatchIsTriedAgainIsToldToSendItAgainAndThatIsSafe() throws SQLException {
        proxy.loseAnswerOfNextCommit();
        CompletableFuture<Outcome> answer =
                ledger.posting.submit(ledger.trade("k1", alice, bob, 250)).toCompletableFuture();
        awaitTrades(1);
        proxy.loseAll();

        assertThatThrownBy(() -> answer.orTimeout(30, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));

        proxy.recover();
        assertThat(((Booked) ledger.post(ledger.trade("k1", alice, bob, 250))).replayed())
                .isTrue();
        assertThat(direct.count("trade")).isEqualTo(1);
    }

    @Test
    void aTradeWithoutAKeyIsNotTriedAgainOnceNobodyKnowsWhetherItIsBooked() throws SQLException {
        proxy.loseAnswerOfNextCommit();
        TradeUnit unit = new TradeUnit(ledger.community, 1, Optional.empty(), List.of(ledger.order(alice, bob, 250)));

        assertThatThrownBy(() -> ledger.post(unit)).isInstanceOf(CompletionException.class);

        assertThat(direct.count("trade")).isEqualTo(1);
    }

    private void awaitTrades(long count) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (direct.count("trade") < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(direct.count("trade")).isEqualTo(count);
    }
}
