package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.tallystick.ledger.Sample.ALICE;
import static org.tallystick.ledger.Sample.BEN;
import static org.tallystick.ledger.Sample.NOW;
import static org.tallystick.ledger.Sample.PAYEE;
import static org.tallystick.ledger.Sample.PAYER;
import static org.tallystick.ledger.Sample.RULES;
import static org.tallystick.ledger.Sample.SPENDER;
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.account;
import static org.tallystick.ledger.Sample.hold;
import static org.tallystick.ledger.Sample.holdDraft;
import static org.tallystick.ledger.Sample.limit;
import static org.tallystick.ledger.Sample.reversal;
import static org.tallystick.ledger.Sample.trade;
import static org.tallystick.ledger.Sample.units;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;
import org.tallystick.ledger.Refusal.SpendingLimitExceeded;
import org.tallystick.ledger.SpendingLimit.Per;

/** A spender spends from an account what the spender's limits allow: in one trade, and in one day. */
class SpendingLimitTest {
    private static final long UNCAPPED = Long.MAX_VALUE;
    private static final long LARGEST = Amount.LARGEST.minorUnits();
    private static final SpenderId ANOTHER = new SpenderId(new UUID(3, 2));
    private static final Spending FROM_ALICE = new Spending(ALICE, SPENDER);

    @Test
    void aTradeOfAsMuchAsTheLimitIsBookedAndOneOfMoreIsRefused() {
        assertThat(post(spent(0), trade(20).boundBy(limit(20, -1)))).isEmpty();
        assertThat(post(spent(0), trade(21).boundBy(limit(20, -1)))).contains(refusal(Per.TRADE, 20, 21));
    }

    @Test
    void aLimitOfATradeAloneLimitsNoSumAndNeedsToKnowNone() {
        Book book = new Book(RULES, accounts(), Map.of());

        for (int i = 0; i < 5; i++) {
            assertThat(post(book, trade(20).boundBy(limit(20, -1)))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 30", "10, 20, 20", "30, 1, 0", "31, 1, 0", "1000000000000000000, 1, 0"})
    void whatWasSpentTodayIsTakenOffTheLimitOfTheDayAndNothingIsLeftBelowZero(long spent, long asked, long left) {
        if (left >= asked) {
            assertThat(post(spent(spent), trade(asked).boundBy(limit(-1, 30)))).isEmpty();
        }
        assertThat(post(spent(spent), trade(left + 1).boundBy(limit(-1, 30))))
                .contains(refusal(Per.DAY, left, left + 1));
    }

    @Test
    void twoTradesOfOneBookCannotBothUseTheSameRest() {
        Book book = spent(10);

        assertThat(post(book, trade(15).boundBy(limit(-1, 30)))).isEmpty();
        assertThat(post(book, trade(6).boundBy(limit(-1, 30)))).contains(refusal(Per.DAY, 5, 6));
        assertThat(post(book, trade(5).boundBy(limit(-1, 30)))).isEmpty();
        assertThat(post(book, trade(1).boundBy(limit(-1, 30)))).contains(refusal(Per.DAY, 0, 1));
    }

    @Test
    void whatIsRefusedSpendsNothing() {
        Book book = spent(10);

        assertThat(post(book, trade(21).boundBy(limit(-1, 30)))).isPresent();
        assertThat(post(book, trade(20).boundBy(limit(-1, 30)))).isEmpty();
    }

    @Test
    void aCopyOfTheBookSpendsByItself() {
        Book book = spent(10);

        assertThat(post(book.copy(), trade(20).boundBy(limit(-1, 30)))).isEmpty();
        assertThat(post(book, trade(20).boundBy(limit(-1, 30)))).isEmpty();
        assertThat(post(book.copy(), trade(1).boundBy(limit(-1, 30)))).contains(refusal(Per.DAY, 0, 1));
    }

    @Test
    void theLimitOfATradeIsToldBeforeThatOfTheDay() {
        assertThat(post(spent(30), trade(21).boundBy(limit(20, 30)))).contains(refusal(Per.TRADE, 20, 21));
        assertThat(post(spent(30), trade(20).boundBy(limit(20, 30)))).contains(refusal(Per.DAY, 0, 20));
    }

    @Test
    void everySpenderHasASumOfTheDayOfTheirOwnOnEveryAccount() {
        Optional<SpendingLimit> others =
                Optional.of(new SpendingLimit(ANOTHER, Optional.empty(), Optional.of(units(30))));
        Book book = new Book(
                RULES,
                accounts(),
                Map.of(),
                Map.of(
                        FROM_ALICE,
                        units(30),
                        new Spending(ALICE, ANOTHER),
                        units(0),
                        new Spending(BEN, SPENDER),
                        units(0)));
        TradeDraft fromBen = TradeDraft.of(PAYEE, PAYER, units(30), TODAY);

        assertThat(post(book, trade(1).boundBy(limit(-1, 30)))).isPresent();
        assertThat(post(book, trade(30).boundBy(others))).isEmpty();
        assertThat(post(book, fromBen.boundBy(limit(-1, 30)))).isEmpty();
    }

    @Test
    void whoeverSpendsWithoutLimitTakesNothingFromTheSpenders() {
        Book book = spent(10);

        assertThat(post(book, trade(500))).isEmpty();
        assertThat(post(book, trade(20).boundBy(limit(-1, 30)))).isEmpty();
    }

    @Test
    void aReversalIsSpendingToo() {
        Book book = spent(10);

        assertThat(post(book, reversal(25, Optional.empty()).boundBy(limit(24, -1))))
                .contains(refusal(Per.TRADE, 24, 25));
        assertThat(post(book, reversal(25, Optional.of(units(15))).boundBy(limit(-1, 30))))
                .isEmpty();
        assertThat(post(book, reversal(25, Optional.empty()).boundBy(limit(-1, 30))))
                .contains(refusal(Per.DAY, 5, 10));
    }

    @Test
    void whatComesBackByAReversalIsNotTakenOff() {
        Book book = spent(0);
        ReversalDraft givesBack = new ReversalDraft(
                PAYEE,
                PAYER,
                new ReversalDraft.Original(Sample.tradeId(7), units(30), false),
                Optional.empty(),
                TODAY,
                false);

        assertThat(post(book, trade(30).boundBy(limit(-1, 30)))).isEmpty();
        assertThat(post(book, givesBack)).isEmpty();
        assertThat(post(book, trade(1).boundBy(limit(-1, 30)))).contains(refusal(Per.DAY, 0, 1));
    }

    @Test
    void aHoldIsHeldAgainstTheLimitsAndSpendsNothingUntilItIsAccepted() {
        Book book = spent(10);
        HoldDraft tooLarge = new HoldDraft(PAYER, PAYEE, units(21), limit(-1, 30));
        HoldDraft fits = new HoldDraft(PAYER, PAYEE, units(20), limit(-1, 30));
        TradeDraft accepts = trade(20).accepting(hold(20)).boundBy(limit(-1, 30));

        assertThat(post(book, tooLarge)).contains(refusal(Per.DAY, 20, 21));
        assertThat(post(book, fits)).isEmpty();
        assertThat(post(book, fits)).isEmpty();
        assertThat(post(book, accepts)).isEmpty();
        assertThat(post(book, accepts)).contains(refusal(Per.DAY, 0, 20));
        assertThat(post(book, holdDraft(1))).isEmpty();
    }

    @Test
    void anOverrideOfTheAccountsLimitsIsNoneOfTheSpenders() {
        assertThat(post(spent(0), trade(21).boundBy(limit(20, -1)).overridingLimits()))
                .contains(refusal(Per.TRADE, 20, 21));
    }

    @Test
    void anImportedTradeKeepsTheLimitToo() {
        assertThat(post(spent(0), trade(21).boundBy(limit(20, -1)).imported(NOW)))
                .contains(refusal(Per.TRADE, 20, 21));
    }

    @Test
    void nobodySpendsUnderALimitOfTheDayWhoseSumIsNotKnown() {
        Book book = new Book(RULES, accounts(), Map.of());

        assertThatIllegalStateException().isThrownBy(() -> book.decide(trade(1).boundBy(limit(-1, 30)), NOW));
    }

    @Test
    void anAccountThatIsNotThereIsToldBeforeAnySumIsAskedFor() {
        TradeDraft draft = TradeDraft.of(Party.unknown("nobody"), PAYEE, units(1), TODAY);

        assertThat(post(spent(0), draft.boundBy(limit(0, 0)))).contains(new Refusal.UnknownAccount("nobody"));
    }

    @Test
    void theLargestAmountIsSpentOnceAndNothingOverflows() {
        Account rich = account(ALICE, LARGEST, 0, UNCAPPED);
        Account poor = account(BEN, -LARGEST, Long.MAX_VALUE, UNCAPPED);
        Book book = new Book(RULES, List.of(rich, poor), Map.of(), Map.of(FROM_ALICE, units(0)));
        Optional<SpendingLimit> most = limit(LARGEST, LARGEST);

        assertThat(post(book, trade(LARGEST).boundBy(most))).isEmpty();
        assertThat(post(book, trade(1).boundBy(most))).contains(refusal(Per.DAY, 0, 1));
    }

    @Test
    void aLimitIsFromZeroToTheLargestAmountAndLimitsSomething() {
        assertThat(post(spent(0), trade(1).boundBy(limit(0, -1)))).contains(refusal(Per.TRADE, 0, 1));
        assertThat(limit(LARGEST, LARGEST)).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> limit(-1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> limit(LARGEST + 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> limit(-1, LARGEST + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendingLimit(SPENDER, Optional.of(units(-1)), Optional.empty()));
    }

    private static SpendingLimitExceeded refusal(Per per, long available, long asked) {
        return new SpendingLimitExceeded("alice", ALICE, per, units(available), units(asked));
    }

    private static List<Account> accounts() {
        return List.of(account(ALICE, 1_000, 1_000, UNCAPPED), account(BEN, 1_000, 1_000, UNCAPPED));
    }

    /** A book in which the spender has spent so much from alice's account today. */
    private static Book spent(long spentToday) {
        return new Book(RULES, accounts(), Map.of(), Map.of(FROM_ALICE, units(spentToday)));
    }

    /** Why it is refused; nothing if it is taken into the book. */
    private static Optional<Refusal> post(Book book, Draft draft) {
        Decision decision = book.decide(draft, NOW);
        book.apply(draft, decision);
        assertThat(decision instanceof Posted || draft instanceof HoldDraft || decision instanceof Refused)
                .isTrue();
        return decision instanceof Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
    }
}
