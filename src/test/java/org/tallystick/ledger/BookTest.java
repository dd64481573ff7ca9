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
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.account;
import static org.tallystick.ledger.Sample.book;
import static org.tallystick.ledger.Sample.bookedLast;
import static org.tallystick.ledger.Sample.hold;
import static org.tallystick.ledger.Sample.holdDraft;
import static org.tallystick.ledger.Sample.reversal;
import static org.tallystick.ledger.Sample.trade;
import static org.tallystick.ledger.Sample.tradeId;
import static org.tallystick.ledger.Sample.units;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Decision.Held;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;

class BookTest {
    private static final long UNCAPPED = Long.MAX_VALUE;

    @Test
    void aTradeBooksOneEntryOnEachAccountAndTheySumToZero() {
        Book book = book(
                bookedLast(account(ALICE, 100, 50, 500), 3, NOW.minusSeconds(5)),
                bookedLast(account(BEN, -20, 50, 500), 8, NOW.minusSeconds(9)));

        Posted posted = (Posted) book.decide(trade(30), NOW);

        assertThat(posted.amount()).isEqualTo(units(30));
        assertThat(posted.bookedAt()).isEqualTo(NOW);
        assertThat(posted.entries())
                .containsExactly(new Entry(ALICE, 4, units(-30), units(70)), new Entry(BEN, 9, units(30), units(10)));
        assertThat(posted.accounts())
                .containsExactly(
                        bookedLast(account(ALICE, 70, 50, 500), 4, NOW), bookedLast(account(BEN, 10, 50, 500), 9, NOW));
    }

    @Test
    void decidingChangesNothingAndApplyingChangesBothAccounts() {
        Account alice = account(ALICE, 100, 0, UNCAPPED);
        Book book = book(alice, account(BEN, 0, 0, UNCAPPED));

        Decision decision = book.decide(trade(60), NOW);

        assertThat(book.account(ALICE)).contains(alice);
        assertThat(book.decide(trade(60), NOW)).isEqualTo(decision);
        book.apply(trade(60), decision);
        assertThat(balance(book, ALICE)).isEqualTo(40);
        assertThat(balance(book, BEN)).isEqualTo(60);
    }

    @Test
    void aLaterDraftSeesWhatEarlierOnesDidSoThatAValidTradeBecomesInvalid() {
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));
        post(book, trade(60));

        assertThat(code(book, trade(41))).isEqualTo("credit-limit-exceeded");
        post(book, trade(40));

        assertThat(code(book, trade(1))).isEqualTo("credit-limit-exceeded");
    }

    @Test
    void aRefusedDraftChangesNothing() {
        Book book = book(account(ALICE, 10, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));

        Decision refused = book.decide(trade(11), NOW);
        book.apply(trade(11), refused);

        assertThat(refused)
                .isEqualTo(new Refused(new Refusal.CreditLimitExceeded("alice", ALICE, units(10), units(11))));
        assertThat(balance(book, ALICE)).isEqualTo(10);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        Book book = new Book(
                RULES,
                List.of(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED)),
                Map.of(tradeId(1), Reversed.of(units(4))));
        Book copy = book.copy();
        post(copy, reversal(10, Optional.empty()));

        assertThat(balance(copy, ALICE)).isEqualTo(94);
        assertThat(balance(book, ALICE)).isEqualTo(100);
        assertThat(code(copy, reversal(10, Optional.empty()))).isEqualTo("already-reversed");
        assertThat(((Posted) book.decide(reversal(10, Optional.empty()), NOW)).amount())
                .isEqualTo(units(6));
    }

    @Test
    void aDecisionThatOtherEntriesOvertookIsNotApplied() {
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));
        Decision trade = book.decide(trade(60), NOW);
        Decision held = book.decide(holdDraft(60), NOW);
        book.apply(trade(60), trade);

        assertThatIllegalStateException().isThrownBy(() -> book.apply(trade(60), trade));
        assertThatIllegalStateException().isThrownBy(() -> book.apply(holdDraft(60), held));
        assertThat(balance(book, ALICE)).isEqualTo(40);
    }

    @Test
    void theBookingTimeIsNowInMilliseconds() {
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));

        Posted posted = (Posted) book.decide(trade(1), NOW.plusNanos(1_999_999));

        assertThat(posted.bookedAt()).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void theBookingTimeNeverFallsAlongEitherAccountWhenTheClockStepsBack() {
        Instant later = NOW.plusSeconds(60);
        Account alice = account(ALICE, 100, 0, UNCAPPED);
        Account ben = account(BEN, 0, 0, UNCAPPED);

        assertThat(bookedAt(book(bookedLast(alice, 1, later), ben))).isEqualTo(later);
        assertThat(bookedAt(book(alice, bookedLast(ben, 1, later)))).isEqualTo(later);
        assertThat(bookedAt(book(bookedLast(alice, 1, later), bookedLast(ben, 1, later.plusNanos(1000)))))
                .isEqualTo(later.plusNanos(1000));
        assertThat(bookedAt(book(bookedLast(alice, 1, NOW.minusMillis(1)), ben)))
                .isEqualTo(NOW);
    }

    @Test
    void anImportedTradeKeepsItsOwnBookingTimeAndAnyValueDate() {
        Instant then = Instant.parse("1983-02-01T12:00:00.123456Z");
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));
        TradeDraft old =
                TradeDraft.of(PAYER, PAYEE, units(5), TODAY.minusYears(40)).imported(then);

        assertThat(post(book, old).bookedAt()).isEqualTo(then);
        assertThat(post(book, old).bookedAt()).isEqualTo(then);
        assertThat(code(book, old.imported(then.minusNanos(1)))).isEqualTo("booking-time-falls");
    }

    @Test
    void anAccountWithoutEntriesBindsNoBookingTime() {
        Instant beforeTheEpoch = Instant.parse("1932-07-05T12:00:00Z");
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));

        assertThat(post(book, trade(5).imported(beforeTheEpoch)).bookedAt()).isEqualTo(beforeTheEpoch);
    }

    @Test
    void aTradeMayUseTheLimitAndTheCapToTheLastUnit() {
        assertThat(code(book(account(ALICE, 5, 10, 0), account(BEN, -5, 0, 10)), trade(15)))
                .isEqualTo("posted");
        assertThat(code(book(account(ALICE, 5, 10, 0), account(BEN, -5, 0, 100)), trade(16)))
                .isEqualTo("credit-limit-exceeded");
        assertThat(code(book(account(ALICE, 5, 100, 0), account(BEN, -5, 0, 10)), trade(16)))
                .isEqualTo("balance-cap-exceeded");
    }

    @Test
    void anAccountBeyondALoweredLimitMayOnlyMoveBackTowardItsBand() {
        Account beyondLimit = account(ALICE, -100, 10, UNCAPPED);
        Account beyondCap = account(BEN, 100, 0, 10);
        Book book = book(beyondLimit, beyondCap);

        assertThat(code(book, trade(1))).isEqualTo("credit-limit-exceeded");
        assertThat(code(book, TradeDraft.of(PAYEE, PAYER, units(1), TODAY))).isEqualTo("posted");
        assertThat(code(book, TradeDraft.of(PAYEE, PAYER, units(100), TODAY))).isEqualTo("posted");
    }

    @Test
    void theRefusalTellsWhatIsLeftEvenIfItIsLessThanNothing() {
        Refusal limit = refusal(book(account(ALICE, -100, 10, UNCAPPED), account(BEN, 0, 0, UNCAPPED)), trade(1));
        Refusal cap = refusal(book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 100, 0, 10)), trade(1));

        assertThat(limit).isEqualTo(new Refusal.CreditLimitExceeded("alice", ALICE, units(-90), units(1)));
        assertThat(cap).isEqualTo(new Refusal.BalanceCapExceeded("ben", BEN, units(-90), units(1)));
    }

    @Test
    void anOverrideSkipsLimitAndCapAndNothingElse() {
        Account alice = account(ALICE, 0, 0, UNCAPPED);
        Account ben = account(BEN, 0, 0, 0);
        TradeDraft override = trade(10).overridingLimits();

        assertThat(code(book(alice, ben), override)).isEqualTo("posted");
        assertThat(code(book(alice.withStatus(AccountStatus.FROZEN), ben), override))
                .isEqualTo("account-frozen");
        assertThat(code(book(alice, ben), trade(0).overridingLimits())).isEqualTo("amount-not-positive");
        ReversalDraft reversal = new ReversalDraft(
                PAYER, PAYEE, reversal(10, Optional.empty()).original(), Optional.empty(), TODAY, true);
        assertThat(code(book(alice, ben), reversal)).isEqualTo("posted");
        assertThat(code(book(alice, ben), reversal(10, Optional.empty()))).isEqualTo("credit-limit-exceeded");
        assertThat(code(book(alice, ben.withStatus(AccountStatus.CLOSED)), reversal))
                .isEqualTo("account-closed");
    }

    @Test
    void aHoldIsSetAsideOnBothSidesAndBooksNothing() {
        Book book = book(account(ALICE, 5, 10, 0), account(BEN, -5, 0, 10));

        Held held = (Held) book.decide(holdDraft(15), NOW);
        book.apply(holdDraft(15), held);

        assertThat(held.accounts())
                .containsExactly(
                        account(ALICE, AccountStatus.ACTIVE, 5, 0, 15, 0, 10, 0),
                        account(BEN, AccountStatus.ACTIVE, -5, 0, 0, 15, 0, 10));
        assertThat(book.account(ALICE).orElseThrow().available()).contains(Amount.ZERO);
        assertThat(book.account(BEN).orElseThrow().headroom()).contains(Amount.ZERO);
    }

    @Test
    void aHoldCountsAgainstThePayersLimitAndThePayeesCap() {
        Account roomy = account(BEN, 0, 0, UNCAPPED);
        Book limited = book(account(ALICE, 5, 10, 0), roomy);
        setAside(limited, 10);

        assertThat(code(limited, holdDraft(6))).isEqualTo("credit-limit-exceeded");
        assertThat(code(limited, trade(6))).isEqualTo("credit-limit-exceeded");
        assertThat(code(limited, trade(5))).isEqualTo("posted");

        Book capped = book(account(ALICE, 100, 0, 0), account(BEN, -5, 0, 10));
        setAside(capped, 10);

        assertThat(code(capped, holdDraft(6))).isEqualTo("balance-cap-exceeded");
        assertThat(code(capped, trade(6))).isEqualTo("balance-cap-exceeded");
        assertThat(code(capped, trade(5))).isEqualTo("posted");
    }

    @Test
    void acceptingAHoldGivesAllOfItBackAndIsNeverRefusedForALimit() {
        for (long accepted : new long[] {1, 9, 10}) {
            Book book = book(account(ALICE, 0, 10, 0), account(BEN, 0, 0, 10));
            setAside(book, 10);
            lowerLimitsToNothing(book);

            Posted posted = post(book, trade(accepted).accepting(hold(10)));

            assertThat(posted.entries())
                    .containsExactly(
                            new Entry(ALICE, 1, units(-accepted), units(-accepted)),
                            new Entry(BEN, 1, units(accepted), units(accepted)));
            assertThat(posted.accounts())
                    .allMatch(a -> a.heldOut().isZero() && a.heldIn().isZero());
        }
    }

    /** There is no other way to change a limit in a book than to make a new one. */
    private static void lowerLimitsToNothing(Book book) {
        for (AccountId id : List.of(ALICE, BEN)) {
            Account lowered = book.account(id).orElseThrow().withLimits(new CreditLimit(0), new BalanceCap(0));
            book.apply(holdDraft(1), new Held(List.of(lowered)));
        }
    }

    @Test
    void freezingAndClosingBindTheAcceptanceOfAHoldToo() {
        for (AccountStatus status : List.of(AccountStatus.FROZEN, AccountStatus.CLOSED, AccountStatus.LEAVING)) {
            Book book = book(
                    account(ALICE, status, 0, 0, 10, 0, 10, 0), account(BEN, AccountStatus.ACTIVE, 0, 0, 0, 10, 0, 10));

            assertThat(code(book, trade(10).accepting(hold(10))))
                    .isEqualTo("account-" + status.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void aTradeBetweenOthersThanTheHoldDoesNotAcceptIt() {
        Party carol = Party.of("carol", Sample.id(3));
        Hold hold = hold(10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradeDraft.of(PAYEE, PAYER, units(10), TODAY).accepting(hold));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradeDraft.of(PAYER, carol, units(10), TODAY).accepting(hold));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradeDraft.of(carol, PAYEE, units(10), TODAY).accepting(hold));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradeDraft.of(PAYER, Party.unknown("ben"), units(10), TODAY)
                        .accepting(hold));
    }

    @Test
    void aHoldThatTheAccountsDoNotCarryIsAFault() {
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.decide(trade(10).accepting(hold(10)), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> book.release(hold(10)));
        assertThatIllegalStateException().isThrownBy(() -> book().release(hold(10)));
    }

    @Test
    void aReleasedHoldIsGivenBackOnBothSides() {
        Account alice = account(ALICE, 5, 10, 0);
        Account ben = account(BEN, -5, 0, 10);
        Book book = book(alice, ben);
        setAside(book, 15);

        List<Account> released = book.release(hold(15));

        assertThat(released).containsExactly(alice, ben);
        assertThat(book.account(ALICE)).contains(alice);
        assertThat(book.account(BEN)).contains(ben);
    }

    @Test
    void aReversalWithoutAmountTakesBackAllThatRemains() {
        Book book = new Book(
                RULES,
                List.of(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED)),
                Map.of(tradeId(1), Reversed.of(units(30)), tradeId(2), Reversed.of(units(100))));

        Posted rest = post(book, reversal(100, Optional.empty()));

        assertThat(rest.amount()).isEqualTo(units(70));
        assertThat(rest.entries().get(0).amount()).isEqualTo(units(-70));
        assertThat(refusal(book, reversal(100, Optional.empty())))
                .isEqualTo(new Refusal.AlreadyReversed(tradeId(1), Amount.ZERO, Optional.empty()));
    }

    @Test
    void reversalsInPartsNeverSumToMoreThanTheTrade() {
        Book book = book(account(ALICE, 100, 0, UNCAPPED), account(BEN, 0, 0, UNCAPPED));
        post(book, reversal(100, Optional.of(units(60))));

        assertThat(refusal(book, reversal(100, Optional.of(units(41)))))
                .isEqualTo(new Refusal.AlreadyReversed(tradeId(1), units(40), Optional.of(units(41))));
        assertThat(post(book, reversal(100, Optional.of(units(40)))).amount()).isEqualTo(units(40));
        assertThat(code(book, reversal(100, Optional.of(units(1))))).isEqualTo("already-reversed");
    }

    @Test
    void limitsBindReversalsToo() {
        Book book = book(account(ALICE, 9, 0, UNCAPPED), account(BEN, 0, 0, 5));

        assertThat(code(book, reversal(10, Optional.empty()))).isEqualTo("credit-limit-exceeded");
        assertThat(code(book, reversal(10, Optional.of(units(9))))).isEqualTo("balance-cap-exceeded");
        assertThat(code(book, reversal(10, Optional.of(units(5))))).isEqualTo("posted");
    }

    private static void setAside(Book book, long amount) {
        book.apply(holdDraft(amount), book.decide(holdDraft(amount), NOW));
    }

    private static Posted post(Book book, Draft draft) {
        Posted posted = (Posted) book.decide(draft, NOW);
        book.apply(draft, posted);
        return posted;
    }

    private static Refusal refusal(Book book, Draft draft) {
        return ((Refused) book.decide(draft, NOW)).refusal();
    }

    private static String code(Book book, Draft draft) {
        Decision decision = book.decide(draft, NOW);
        return decision instanceof Refused refused
                ? refused.refusal().code()
                : decision instanceof Posted ? "posted" : "held";
    }

    private static Instant bookedAt(Book book) {
        return ((Posted) book.decide(trade(1), NOW)).bookedAt();
    }

    private static long balance(Book book, AccountId id) {
        return book.account(id).orElseThrow().balance().minorUnits();
    }

    @Test
    void accountsOfTwoCurrenciesAreAFaultOfTheCaller() {
        Account leaves = Sample.account(Sample.ALICE, 0, 100, 100);
        Account hours = Account.opened(Sample.BEN, new CurrencyCode("HRS"), new CreditLimit(100), new BalanceCap(100));
        Book book = Sample.book(leaves, hours);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.decide(Sample.trade(1), Sample.NOW))
                .withMessageContaining("one currency");
        assertThatIllegalArgumentException().isThrownBy(() -> book.decide(Sample.holdDraft(1), Sample.NOW));
    }
}
