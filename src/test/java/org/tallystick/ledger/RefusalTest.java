package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Sample.ALICE;
import static org.tallystick.ledger.Sample.BEN;
import static org.tallystick.ledger.Sample.NOW;
import static org.tallystick.ledger.Sample.PAYEE;
import static org.tallystick.ledger.Sample.PAYER;
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.account;
import static org.tallystick.ledger.Sample.book;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.Decision.Refused;

/** Each refusal by itself, with what it tells; that one comes before another is shown by {@link PrecedenceTest}. */
class RefusalTest {
    private static final long UNCAPPED = Long.MAX_VALUE;
    private static final Account RICH = account(ALICE, 1_000, 0, UNCAPPED);
    private static final Account ROOMY = account(BEN, 0, 0, UNCAPPED);

    @ParameterizedTest
    @CsvSource({"0", "-1", "-9223372036854775808"})
    void anAmountOfNothingOrLessIsRefusedForEveryKindOfDraft(long amount) {
        Refusal expected = new Refusal.AmountNotPositive(units(amount));

        assertThat(refusal(trade(amount))).contains(expected);
        assertThat(refusal(holdDraft(amount))).contains(expected);
        assertThat(refusal(reversal(10, Optional.of(units(amount))))).contains(expected);
    }

    @Test
    void anAccountThatIsNotThereIsNamedAsItWasAskedFor() {
        Party nobody = Party.unknown("nobody");
        Party notInTheBook = Party.of("gone", Sample.id(77));

        assertThat(refusal(TradeDraft.of(nobody, PAYEE, units(1), TODAY)))
                .contains(new Refusal.UnknownAccount("nobody"));
        assertThat(refusal(TradeDraft.of(PAYER, nobody, units(1), TODAY)))
                .contains(new Refusal.UnknownAccount("nobody"));
        assertThat(refusal(TradeDraft.of(PAYER, notInTheBook, units(1), TODAY)))
                .contains(new Refusal.UnknownAccount("gone"));
        assertThat(refusal(TradeDraft.of(nobody, Party.unknown("nobody-else"), units(1), TODAY)))
                .contains(new Refusal.UnknownAccount("nobody"));
    }

    @Test
    void anAccountDoesNotTradeWithItself() {
        assertThat(refusal(TradeDraft.of(PAYER, Party.of("alice.MPL", ALICE), units(1), TODAY)))
                .contains(new Refusal.SameAccount("alice"));
    }

    @Test
    void aClosedAccountNeitherPaysNorReceives() {
        assertThat(refusal(RICH.withStatus(AccountStatus.CLOSED), ROOMY)).contains(new Refusal.AccountClosed("alice"));
        assertThat(refusal(RICH, ROOMY.withStatus(AccountStatus.CLOSED))).contains(new Refusal.AccountClosed("ben"));
    }

    @Test
    void aCommunityThatIsWoundUpTakesNoMoreThanWhatSettlesIt() {
        Rules closed = new Rules(TODAY, true, Rules.MOST_DAYS_BACK, false);
        Book book = book(closed, List.of(RICH, ROOMY));

        assertThat(refusal(book, trade(1))).contains(new Refusal.CommunityClosed());
        assertThat(refusal(book, trade(0))).contains(new Refusal.CommunityClosed());
        assertThat(refusal(book, holdDraft(1))).contains(new Refusal.CommunityClosed());
        assertThat(refusal(book, reversal(10, Optional.empty()))).contains(new Refusal.CommunityClosed());
        assertThat(refusal(book, trade(1).windingUp())).isEmpty();
        assertThat(refusal(book, trade(0).windingUp())).contains(new Refusal.AmountNotPositive(units(0)));
    }

    @Test
    void aFrozenAccountNeitherPaysNorReceives() {
        assertThat(refusal(RICH.withStatus(AccountStatus.FROZEN), ROOMY)).contains(new Refusal.AccountFrozen("alice"));
        assertThat(refusal(RICH, ROOMY.withStatus(AccountStatus.FROZEN))).contains(new Refusal.AccountFrozen("ben"));
    }

    @Test
    void aFrozenAccountReceivesWhereTheCommunityLetsItAndNeverPays() {
        Rules lenient = new Rules(TODAY, true, Rules.MOST_DAYS_BACK);
        Account frozenAlice = RICH.withStatus(AccountStatus.FROZEN);
        Account frozenBen = ROOMY.withStatus(AccountStatus.FROZEN);

        assertThat(refusal(book(lenient, List.of(RICH, frozenBen)), trade(1))).isEmpty();
        assertThat(refusal(book(lenient, List.of(RICH, frozenBen)), holdDraft(1)))
                .isEmpty();
        assertThat(refusal(book(lenient, List.of(frozenAlice, ROOMY)), trade(1)))
                .contains(new Refusal.AccountFrozen("alice"));
    }

    @Test
    void aFrozenPayerIsNamedEvenWhereNothingIsLeftToReverse() {
        Book book = new Book(
                new Rules(TODAY, true, Rules.MOST_DAYS_BACK),
                List.of(RICH.withStatus(AccountStatus.FROZEN), ROOMY),
                Map.of(tradeId(1), Reversed.of(units(10))));

        assertThat(refusal(book, reversal(10, Optional.empty()))).contains(new Refusal.AccountFrozen("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 9, true",
        "10, 10, true",
        "10, 11, false",
        "0, 1, false",
        "-5, 1, false",
        "-5, 10, false",
        "1, 1, true",
    })
    void aLeavingAccountPaysOnlyTowardZeroAndNotBeyond(long balance, long amount, boolean allowed) {
        Account leaving = account(ALICE, balance, 100, UNCAPPED).withStatus(AccountStatus.LEAVING);
        Optional<Refusal> expected = allowed ? Optional.empty() : Optional.of(new Refusal.AccountLeaving("alice"));

        assertThat(refusal(book(leaving, ROOMY), trade(amount))).isEqualTo(expected);
        assertThat(refusal(book(leaving, ROOMY), holdDraft(amount))).isEqualTo(expected);
        assertThat(refusal(book(leaving, ROOMY), reversal(amount, Optional.empty())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "-10, 9, true",
        "-10, 10, true",
        "-10, 11, false",
        "0, 1, false",
        "5, 1, false",
        "5, 10, false",
        "-1, 1, true",
    })
    void aLeavingAccountReceivesOnlyTowardZeroAndNotBeyond(long balance, long amount, boolean allowed) {
        Account leaving = account(BEN, balance, 100, UNCAPPED).withStatus(AccountStatus.LEAVING);
        Optional<Refusal> expected = allowed ? Optional.empty() : Optional.of(new Refusal.AccountLeaving("ben"));

        assertThat(refusal(book(RICH, leaving), trade(amount))).isEqualTo(expected);
        assertThat(refusal(book(RICH, leaving), holdDraft(amount))).isEqualTo(expected);
        assertThat(refusal(book(RICH, leaving), reversal(amount, Optional.empty())))
                .isEqualTo(expected);
    }

    @Test
    void aValueDateInTheFutureOrTooFarBackIsRefusedForTradesAndReversals() {
        for (long days : new long[] {1, -367}) {
            TradeDraft trade = TradeDraft.of(PAYER, PAYEE, units(1), TODAY.plusDays(days));
            ReversalDraft reversal = new ReversalDraft(
                    PAYER,
                    PAYEE,
                    reversal(10, Optional.empty()).original(),
                    Optional.empty(),
                    TODAY.plusDays(days),
                    false);
            Refusal expected = new Refusal.ValueDateOutOfBounds(TODAY.plusDays(days), TODAY.minusDays(366), TODAY);

            assertThat(refusal(trade)).contains(expected);
            assertThat(refusal(reversal)).contains(expected);
            assertThat(refusal(trade.imported(NOW))).isEmpty();
        }
    }

    @Test
    void aCommunityThatLetsValueDatesLieAWeekBackRefusesEarlierOnes() {
        Rules week = new Rules(TODAY, false, 7);
        TradeDraft inBounds = TradeDraft.of(PAYER, PAYEE, units(1), TODAY.minusDays(7));
        TradeDraft before = TradeDraft.of(PAYER, PAYEE, units(1), TODAY.minusDays(8));

        assertThat(refusal(book(week, List.of(RICH, ROOMY)), inBounds)).isEmpty();
        assertThat(refusal(book(week, List.of(RICH, ROOMY)), before))
                .contains(new Refusal.ValueDateOutOfBounds(TODAY.minusDays(8), TODAY.minusDays(7), TODAY));
    }

    @Test
    void anImportedBookingTimeBeforeAnAccountsLastEntryIsRefused() {
        Instant last = NOW.minusSeconds(5);
        Account booked = Sample.bookedLast(ROOMY, 1, last);
        TradeDraft earlier = trade(1).imported(last.minusNanos(1));

        assertThat(refusal(book(RICH, booked), earlier))
                .contains(new Refusal.BookingTimeFalls("ben", last.minusNanos(1), last));
        assertThat(refusal(book(RICH, booked), trade(1).imported(last))).isEmpty();
    }

    @Test
    void aReversalIsNotReversed() {
        ReversalDraft again = new ReversalDraft(
                PAYER, PAYEE, new ReversalDraft.Original(tradeId(5), units(10), true), Optional.empty(), TODAY, false);

        assertThat(refusal(again)).contains(new Refusal.ReversalNotReversible(tradeId(5)));
    }

    @Test
    void aBalanceStaysWithinTheLargestAmountEitherWayEvenWithoutLimits() {
        long largest = Amount.LARGEST.minorUnits();
        Account atTheBottom = account(ALICE, 1 - largest, UNCAPPED, UNCAPPED);
        Account atTheTop = account(BEN, largest - 1, UNCAPPED, UNCAPPED);

        assertThat(refusal(book(atTheBottom, atTheTop), trade(1))).isEmpty();
        assertThat(refusal(book(atTheBottom, ROOMY), trade(2))).contains(new Refusal.AmountOverflow("alice"));
        assertThat(refusal(book(RICH, atTheTop), trade(2))).contains(new Refusal.AmountOverflow("ben"));
        assertThat(refusal(book(RICH, atTheTop), trade(2).overridingLimits()))
                .contains(new Refusal.AmountOverflow("ben"));
    }

    @Test
    void holdsStayWithinTheLargestAmountToo() {
        long largest = Amount.LARGEST.minorUnits();
        AccountStatus active = AccountStatus.ACTIVE;
        Account out = account(ALICE, active, 0, 0, largest - 1, 0, UNCAPPED, UNCAPPED);
        Account in = account(BEN, active, 0, 0, 0, largest - 1, UNCAPPED, UNCAPPED);
        Account unlimited = account(ALICE, 0, UNCAPPED, UNCAPPED);

        assertThat(refusal(book(out, in), holdDraft(1))).isEmpty();
        assertThat(refusal(book(out, ROOMY), holdDraft(2))).contains(new Refusal.AmountOverflow("alice"));
        assertThat(refusal(book(unlimited, in), holdDraft(2))).contains(new Refusal.AmountOverflow("ben"));
    }

    @ParameterizedTest
    @EnumSource(AccountStatus.class)
    void anAmountThatNoTextCanNameIsRefusedAndNeverThrown(AccountStatus status) {
        Account alice = account(ALICE, 0, UNCAPPED, UNCAPPED).withStatus(status);
        for (long amount : new long[] {Amount.LARGEST.minorUnits() + 1, Long.MAX_VALUE}) {
            String expected = status == AccountStatus.ACTIVE
                    ? "amount-overflow"
                    : "account-" + status.name().toLowerCase(Locale.ROOT);

            assertThat(refusal(book(alice, ROOMY), trade(amount)).orElseThrow().code())
                    .isEqualTo(expected);
            assertThat(refusal(book(alice, ROOMY), holdDraft(amount))
                            .orElseThrow()
                            .code())
                    .isEqualTo(expected);
        }
    }

    private static Optional<Refusal> refusal(Account payer, Account payee) {
        Optional<Refusal> refusal = refusal(book(payer, payee), trade(1));
        assertThat(refusal(book(payer, payee), holdDraft(1))).isEqualTo(refusal);
        assertThat(refusal(book(payer, payee), reversal(10, Optional.empty()))).isEqualTo(refusal);
        return refusal;
    }

    private static Optional<Refusal> refusal(Draft draft) {
        return refusal(book(RICH, ROOMY), draft);
    }

    private static Optional<Refusal> refusal(Book book, Draft draft) {
        return book.decide(draft, NOW) instanceof Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
    }
}
