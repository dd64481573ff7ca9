package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.platform.Ids;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.posting.Outcome.Refused;
import org.tallystick.problem.ProblemException;
import org.tallystick.testing.TestDatabase;

class PostingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;

    @BeforeEach
    void open() throws SQLException {
        ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults());
        alice = ledger.open(1_000);
        bob = ledger.open(0);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void nothingIsPostedWhereNothingIsSubmitted() {
        assertThat(ledger.posting.submitAll(List.of())).isEmpty();
    }

    @Test
    void aTradeLowersThePayerAndRaisesThePayee() throws SQLException {
        BookedTrade trade = ledger.booked(ledger.trade("k1", alice, bob, 250));

        assertThat(ledger.balance(alice)).isEqualTo(-250);
        assertThat(ledger.balance(bob)).isEqualTo(250);
        assertThat(trade.entries())
                .extracting(entry -> entry.balanceAfter().minorUnits())
                .containsExactly(-250L, 250L);
        assertThat(trade.entries()).extracting(entry -> entry.entryNo()).containsExactly(1L, 1L);
    }

    @Test
    void aTradeThatWouldPassTheCreditLimitIsRefusedAndChangesNothing() throws SQLException {
        Outcome outcome = ledger.post(ledger.trade("k1", alice, bob, 1_001));

        Refusal refusal = ((Refused) outcome).refusals().get(0).orElseThrow();
        assertThat(refusal.code()).isEqualTo("credit-limit-exceeded");
        assertThat(((Refusal.CreditLimitExceeded) refusal).available()).isEqualTo(new Amount(1_000));
        assertThat(ledger.count("trade") + ledger.count("entry") + ledger.count("idempotency_key"))
                .isZero();
        assertThat(ledger.balance(alice)).isZero();
    }

    @Test
    void theSameRequestUnderTheSameKeyGetsTheFirstAnswerAgain() throws SQLException {
        BookedTrade first = ledger.booked(ledger.trade("k1", alice, bob, 250));
        ledger.booked(ledger.trade("k2", alice, bob, 100));

        Booked again = (Booked) ledger.post(ledger.trade("k1", alice, bob, 250));

        assertThat(again.replayed()).isTrue();
        assertThat(again.trades()).containsExactly(first);
        assertThat(ledger.balance(alice)).isEqualTo(-350);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() throws SQLException {
        ledger.booked(ledger.trade("k1", alice, bob, 250));

        assertThat(ledger.post(ledger.trade("k1", alice, bob, 251))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(ledger.balance(alice)).isEqualTo(-250);
    }

    @Test
    void aRefusalSpendsNoKey() {
        assertThat(ledger.post(ledger.trade("k1", bob, alice, 5))).isInstanceOf(Refused.class);
        assertThat(ledger.post(ledger.trade("k1", alice, bob, 5))).isInstanceOf(Booked.class);
    }

    @Test
    void aKeyBuysOneUnitWithinOneBatchToo() throws SQLException {
        TradeUnit unit = ledger.trade("k1", alice, bob, 250);
        TradeUnit other = ledger.trade("k1", alice, bob, 1);

        var outcomes = ledger.posting.submitAll(List.of(unit, unit, other)).stream()
                .map(answer -> answer.join())
                .toList();

        assertThat(((Booked) outcomes.get(0)).replayed()).isFalse();
        assertThat(((Booked) outcomes.get(1)).replayed()).isTrue();
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(ledger.balance(alice)).isEqualTo(-250);
    }

    @Test
    void severalTradesOfOneUnitAreBookedTogetherAndSeeEachOther() throws SQLException {
        TradeUnit unit = ledger.unit("k1", ledger.order(alice, bob, 600), ledger.order(bob, alice, 600));

        Booked booked = (Booked) ledger.post(unit);

        assertThat(booked.trades()).hasSize(2);
        assertThat(ledger.balance(alice)).isZero();
        assertThat(((Booked) ledger.post(unit)).trades()).isEqualTo(booked.trades());
    }

    @Test
    void oneRefusedTradeOfAUnitHoldsTheOthersBack() throws SQLException {
        AccountId carol = ledger.open(0);
        Refused refused = (Refused) ledger.post(ledger.unit(
                "k1", ledger.order(alice, bob, 600), ledger.order(carol, bob, 1), ledger.order(bob, alice, 600)));

        assertThat(refused.refusals()).extracting(Optional::isPresent).containsExactly(false, true, false);
        assertThat(ledger.count("entry")).isZero();
    }

    @Test
    void reversalsNeverSumToMoreThanTheTrade() throws SQLException {
        BookedTrade trade = ledger.booked(ledger.trade("k1", alice, bob, 250));

        BookedTrade part = ledger.booked(ledger.unit("r1", ledger.reversal(trade, Optional.of(new Amount(100)))));
        Refused tooMuch =
                (Refused) ledger.post(ledger.unit("r2", ledger.reversal(trade, Optional.of(new Amount(151)))));
        BookedTrade rest = ledger.booked(ledger.unit("r3", ledger.reversal(trade, Optional.empty())));
        Refused nothingLeft = (Refused) ledger.post(ledger.unit("r4", ledger.reversal(trade, Optional.empty())));
        Refused ofReversal = (Refused) ledger.post(ledger.unit("r5", ledger.reversal(part, Optional.empty())));

        assertThat(tooMuch.refusals().get(0).orElseThrow().code()).isEqualTo("already-reversed");
        assertThat(rest.amount()).isEqualTo(new Amount(150));
        assertThat(nothingLeft.refusals().get(0).orElseThrow().code()).isEqualTo("already-reversed");
        assertThat(ofReversal.refusals().get(0).orElseThrow().code()).isEqualTo("reversal-not-reversible");
        assertThat(ledger.balance(alice)).isZero();
    }

    @Test
    void anOverridePassesTheLimitAndNamesWhoTookResponsibility() throws SQLException {
        TradeOrder plain = ledger.order(alice, bob, 5_000);
        TradeOrder override = new TradeOrder(
                ((TradeDraft) plain.draft()).overridingLimits(),
                plain.currency(),
                plain.description(),
                plain.recordedBy(),
                Optional.empty(),
                Optional.of("funeral costs"),
                Optional.of(Ledger.CALLER),
                plain.metadata());

        var outcomes = ledger
                .posting
                .submitAll(List.of(
                        ledger.trade("k1", alice, bob, 1),
                        ledger.unit("k2", override),
                        ledger.trade("k3", bob, alice, 1)))
                .stream()
                .map(answer -> answer.join())
                .toList();

        assertThat(outcomes).allMatch(Booked.class::isInstance);
        assertThat(ledger.balance(alice)).isEqualTo(-5_000);
    }

    @Test
    void anAccountsLimitsChangeUnderTheSameLockAndMayNotBeStale() throws SQLException {
        var change = AccountUnit.Change.ofLimits(
                alice, new AccountUnit.Limits(new CreditLimit(50), new BalanceCap(70)), OptionalLong.of(1));
        var seen = new java.util.ArrayList<CreditLimit>();
        AccountUnit unit =
                new AccountUnit(ledger.community, 1, Ids.next(), List.of(change), (connection, before, after) -> {
                    seen.add(before.get(0).creditLimit());
                    seen.add(after.get(0).creditLimit());
                });

        assertThat(ledger.post(unit)).isInstanceOf(Outcome.Changed.class);
        assertThat(ledger.post(unit)).isEqualTo(new Outcome.VersionStale(alice));
        assertThat(seen).containsExactly(new CreditLimit(1_000), new CreditLimit(50));
        assertThat(ledger.post(ledger.trade("k1", alice, bob, 51))).isInstanceOf(Refused.class);
    }

    @Test
    void anAccountClosesOnlyAtZero() throws SQLException {
        ledger.booked(ledger.trade("k1", alice, bob, 10));
        AccountUnit close = new AccountUnit(
                ledger.community,
                1,
                Ids.next(),
                List.of(AccountUnit.Change.ofStatus(bob, AccountStatus.CLOSED)),
                (connection, before, after) -> {});

        assertThat(ledger.post(close)).isInstanceOf(Outcome.NotSettled.class);
        ledger.booked(ledger.trade("k2", bob, alice, 10));
        assertThat(ledger.post(close)).isInstanceOf(Outcome.Changed.class);
        Refused refused = (Refused) ledger.post(ledger.trade("k3", alice, bob, 10));
        assertThat(refused.refusals().get(0).orElseThrow().code()).isEqualTo("account-closed");
    }

    @Test
    void aProblemInTheConsequenceUndoesTheChange() throws SQLException {
        AccountUnit unit = new AccountUnit(
                ledger.community,
                1,
                Ids.next(),
                List.of(AccountUnit.Change.ofStatus(alice, AccountStatus.FROZEN)),
                (connection, before, after) -> {
                    throw ProblemException.of(org.tallystick.problem.ProblemType.STATE_CONFLICT, "no");
                });

        assertThatThrownBy(() -> ledger.post(unit)).hasCauseInstanceOf(ProblemException.class);
        assertThat(ledger.post(ledger.trade("k1", alice, bob, 1))).isInstanceOf(Booked.class);
    }

    @Test
    void aConsequenceOfATradeHappensOnceAndAProblemInItUndoesTheTrade() throws SQLException {
        TradeUnit trade = ledger.trade("k1", alice, bob, 1);
        AtomicInteger happened = new AtomicInteger();
        TradeUnit undone = with(trade, (connection, trades) -> {
            throw ProblemException.of(org.tallystick.problem.ProblemType.STATE_CONFLICT, "no");
        });
        TradeUnit done = with(trade, (connection, trades) -> happened.addAndGet(trades.size()));

        assertThatThrownBy(() -> ledger.post(undone)).hasCauseInstanceOf(ProblemException.class);
        assertThat(ledger.post(done))
                .isInstanceOfSatisfying(
                        Booked.class, booked -> assertThat(booked.replayed()).isFalse());
        assertThat(ledger.post(done))
                .isInstanceOfSatisfying(
                        Booked.class, booked -> assertThat(booked.replayed()).isTrue());
        assertThat(happened).hasValue(1);
    }

    private static TradeUnit with(TradeUnit unit, TradeUnit.Consequence consequence) {
        return new TradeUnit(
                unit.community(), unit.accessVersion(), unit.key(), unit.orders(), Optional.of(consequence));
    }

    @Test
    void aUnitAuthorisedUnderOlderRulesIsSentBack() throws SQLException {
        try (var connection = ledger.dataSource.getConnection()) {
            Ledger.execute(
                    connection,
                    "UPDATE community SET access_version = 2 WHERE community_id = ?",
                    ledger.community.value());
        }
        assertThat(ledger.post(ledger.trade("k1", alice, bob, 1))).isInstanceOf(Outcome.AccessStale.class);
        assertThat(ledger.count("trade")).isZero();
    }

    @Test
    void onePoisonedUnitOfABatchFailsAloneAndTheOthersArePosted() throws SQLException {
        TradeOrder plain = ledger.order(alice, bob, 10);
        TradeOrder poison = new TradeOrder(
                plain.draft(),
                plain.currency(),
                "x".repeat(501),
                plain.recordedBy(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                plain.metadata());

        var answers = ledger.posting.submitAll(List.of(
                ledger.trade("k1", alice, bob, 1), ledger.unit("k2", poison), ledger.trade("k3", alice, bob, 2)));

        assertThat(answers.get(0).join()).isInstanceOf(Booked.class);
        assertThatThrownBy(() -> answers.get(1).join()).hasCauseInstanceOf(ProblemException.class);
        assertThat(answers.get(2).join()).isInstanceOf(Booked.class);
        assertThat(ledger.balance(alice)).isEqualTo(-3);
    }

    @Test
    void aUnitOnWhichTheCodeItselfFailsFailsAloneToo() throws SQLException {
        AccountId hours = ledger.openIn(new CurrencyCode("HRS"));

        var answers = ledger.posting.submitAll(List.of(
                ledger.trade("k1", alice, bob, 1),
                ledger.trade("k2", alice, hours, 1),
                ledger.trade("k3", alice, bob, 2)));

        assertThat(answers.get(0).join()).isInstanceOf(Booked.class);
        assertThatThrownBy(() -> answers.get(1).join()).hasCauseInstanceOf(ProblemException.class);
        assertThat(answers.get(2).join()).isInstanceOf(Booked.class);
        assertThat(ledger.balance(alice)).isEqualTo(-3);
    }

    @Test
    void aPreviewDecidesLikeThePostingAndBooksNothing() throws SQLException {
        assertThat(ledger.posting
                        .preview(List.of(ledger.trade("k1", alice, bob, 10)))
                        .get(0))
                .isInstanceOf(Booked.class);
        assertThat(ledger.posting
                        .preview(List.of(ledger.trade("k1", bob, alice, 10)))
                        .get(0))
                .isInstanceOf(Refused.class);
        assertThat(ledger.count("trade")).isZero();
        assertThat(ledger.balances().values()).containsOnly(List.of(0L, 0L));
        assertThat(Set.of(alice, bob)).isEqualTo(ledger.balances().keySet());
    }
}
