package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Refusal.SpendingLimitExceeded;
import org.tallystick.ledger.SpenderId;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.ledger.SpendingLimit.Per;
import org.tallystick.platform.Ids;
import org.tallystick.posting.Outcome.Booked;
import org.tallystick.posting.Outcome.Refused;
import org.tallystick.testing.SettableClock;
import org.tallystick.testing.TestDatabase;

/** What a spender has spent today is read from the books, under the locks of the trade that it is held against. */
class SpendingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final UUID EVE = Ids.next();
    private static final UUID PAUL = Ids.next();
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;
    private int keys;

    @BeforeEach
    void open() throws SQLException {
        ledger = open("Europe/Lisbon");
        alice = ledger.open(1_000);
        bob = ledger.open(1_000);
    }

    private Ledger open(String zone) throws SQLException {
        return Ledger.on(DATABASE.application(), PostingSettings.defaults(), clock, ZoneId.of(zone));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatWasSpentTodayIsTakenOffTheLimitOfTheDay() throws SQLException {
        assertThat(spend(60)).isInstanceOf(Booked.class);

        assertThat(refusal(spend(41)))
                .isEqualTo(new SpendingLimitExceeded(
                        Ledger.party(alice).address(), alice, Per.DAY, new Amount(40), new Amount(41)));
        assertThat(spend(40)).isInstanceOf(Booked.class);
        assertThat(refusal(spend(1)).available()).isEqualTo(Amount.ZERO);
        assertThat(ledger.balance(alice)).isEqualTo(-100);
    }

    @Test
    void theLimitOfATradeNeedsNothingFromTheBooks() {
        Optional<SpendingLimit> perTrade =
                Optional.of(new SpendingLimit(new SpenderId(EVE), Optional.of(new Amount(50)), Optional.empty()));

        assertThat(post(ledger.order(alice, bob, 50, EVE, perTrade))).isInstanceOf(Booked.class);
        assertThat(post(ledger.order(alice, bob, 50, EVE, perTrade))).isInstanceOf(Booked.class);
        assertThat(refusal(post(ledger.order(alice, bob, 51, EVE, perTrade))).per())
                .isEqualTo(Per.TRADE);
    }

    @Test
    void twoTradesOfOneBatchCannotBothUseTheSameRest() throws SQLException {
        spend(30);

        List<Outcome> outcomes = ledger
                .posting
                .submitAll(List.of(unit(eves(70)), unit(eves(70)), unit(ledger.order(alice, bob, 5)), unit(eves(1))))
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(outcomes.get(0)).isInstanceOf(Booked.class);
        assertThat(refusal(outcomes.get(1)).available()).isEqualTo(Amount.ZERO);
        assertThat(outcomes.get(2)).isInstanceOf(Booked.class);
        assertThat(outcomes.get(3)).isInstanceOf(Refused.class);
        assertThat(ledger.balance(alice)).isEqualTo(-105);
    }

    @Test
    void twoTradesOfOneUnitCannotEitherAndAreNotBookedAtAll() throws SQLException {
        Refused refused = (Refused) ledger.post(ledger.unit("k", eves(70), eves(31)));

        assertThat(refused.refusals().get(0)).isEmpty();
        assertThat(((SpendingLimitExceeded) refused.refusals().get(1).orElseThrow()).available())
                .isEqualTo(new Amount(30));
        assertThat(ledger.balance(alice)).isZero();
        assertThat(spend(100)).isInstanceOf(Booked.class);
    }

    @Test
    void onlyWhatTheSpenderPaidFromThisAccountCounts() {
        post(ledger.order(alice, bob, 200));
        post(ledger.order(alice, bob, 100, PAUL, limit(PAUL, 100)));
        post(ledger.order(bob, alice, 100, EVE, limit(EVE, 100)));

        assertThat(spend(100)).isInstanceOf(Booked.class);
        assertThat(spend(1)).isInstanceOf(Refused.class);
    }

    @Test
    void whatTheSpenderPaidBeforeThereWasALimitCounts() {
        post(ledger.order(alice, bob, 60, EVE, Optional.empty()));

        assertThat(refusal(spend(41)).available()).isEqualTo(new Amount(40));
    }

    @Test
    void aLimitThatIsLoweredBelowWhatIsSpentLeavesNothing() {
        spend(100);

        assertThat(refusal(post(ledger.order(alice, bob, 1, EVE, limit(EVE, 50))))
                        .available())
                .isEqualTo(Amount.ZERO);
    }

    @Test
    void aReversalThatTheSpenderRecordsIsSpending() {
        BookedTrade received = ledger.booked(unit(ledger.order(bob, alice, 150)));

        assertThat(refusal(post(ledger.reversal(received, Optional.empty(), EVE, limit(EVE, 100))))
                        .asked())
                .isEqualTo(new Amount(150));
        assertThat(post(ledger.reversal(received, Optional.of(new Amount(70)), EVE, limit(EVE, 100))))
                .isInstanceOf(Booked.class);
        assertThat(refusal(spend(31)).available()).isEqualTo(new Amount(30));
    }

    @Test
    void whatIsGivenBackIsNotTakenOffWhatIsSpent() throws SQLException {
        BookedTrade spent = ((Booked) spend(100)).trades().get(0);

        assertThat(post(ledger.reversal(spent, Optional.empty()))).isInstanceOf(Booked.class);

        assertThat(ledger.balance(alice)).isZero();
        assertThat(spend(1)).isInstanceOf(Refused.class);
    }

    @Test
    void aRepeatUnderTheSameKeySpendsNothingMore() {
        TradeUnit unit = unit(eves(100));

        assertThat(((Booked) ledger.post(unit)).replayed()).isFalse();
        assertThat(((Booked) ledger.post(unit)).replayed()).isTrue();
    }

    @Test
    void aPreviewIsHeldAgainstTheLimitAndSpendsNothing() {
        spend(60);

        assertThat(ledger.posting.preview(List.of(unit(eves(40)), unit(eves(1)))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Booked.class),
                        second -> assertThat(second).isInstanceOf(Refused.class));
        assertThat(spend(40)).isInstanceOf(Booked.class);
    }

    @Test
    void aTradeAuthorisedUnderOlderRulesIsSentBackSoThatItsLimitIsReadAgain() throws SQLException {
        try (var connection = ledger.dataSource.getConnection()) {
            Ledger.execute(
                    connection,
                    "UPDATE community SET access_version = 2 WHERE community_id = ?",
                    ledger.community.value());
        }

        assertThat(spend(1)).isInstanceOf(Outcome.AccessStale.class);
        TradeUnit again = unit(ledger.order(alice, bob, 51, EVE, limit(EVE, 50)));
        assertThat(ledger.post(new TradeUnit(ledger.community, 2, again.key(), again.orders())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void sumsBeyondTheLargestAmountAreNoFault() throws SQLException {
        long largest = Amount.LARGEST.minorUnits();
        AccountId carol = ledger.open(largest);
        AccountId dan = ledger.open(largest);
        for (int i = 0; i < 10; i++) {
            post(ledger.order(carol, dan, largest, EVE, Optional.empty()));
            post(ledger.order(dan, carol, largest));
        }

        assertThat(refusal(post(ledger.order(carol, dan, 1, EVE, limit(EVE, largest))))
                        .available())
                .isEqualTo(Amount.ZERO);
    }

    @Test
    void nobodyRecordsUnderTheLimitOfAnother() {
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.order(alice, bob, 1, PAUL, limit(EVE, 100)));
    }

    /** The last moment of a day and the first of the next, where the clocks are moved and where they are not. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Lisbon, 2026-03-10T23:59:59.999Z, 2026-03-11T00:00:00Z",
        // The day before and that of the change to summer time, of 23 hours.
        "Europe/Lisbon, 2026-03-28T23:59:59.999Z, 2026-03-29T00:00:00Z",
        "Europe/Lisbon, 2026-03-29T22:59:59.999Z, 2026-03-29T23:00:00Z",
        // That of the change back, of 25 hours.
        "Europe/Lisbon, 2026-10-24T22:59:59.999Z, 2026-10-24T23:00:00Z",
        "Europe/Lisbon, 2026-10-25T23:59:59.999Z, 2026-10-26T00:00:00Z",
        // In Havana the clocks are moved at midnight: the day begins at one, and its first hour comes twice.
        "America/Havana, 2026-03-08T04:59:59.999Z, 2026-03-08T05:00:00Z",
        "America/Havana, 2026-11-01T03:59:59.999Z, 2026-11-01T04:00:00Z",
        "Asia/Kathmandu, 2026-03-10T18:14:59.999Z, 2026-03-10T18:15:00Z",
    })
    void theDayIsThatOfTheCommunitysTimeZone(String zone, Instant lastOfTheDay, Instant firstOfTheNext)
            throws SQLException {
        try (Ledger there = open(zone)) {
            AccountId payer = there.open(1_000);
            AccountId payee = there.open(0);
            clock.set(lastOfTheDay.minusSeconds(7_200));
            assertThat(there.post(evesUnit(there, payer, payee, 60))).isInstanceOf(Booked.class);
            clock.set(lastOfTheDay);
            assertThat(there.post(evesUnit(there, payer, payee, 41))).isInstanceOf(Refused.class);
            assertThat(there.post(evesUnit(there, payer, payee, 40))).isInstanceOf(Booked.class);

            clock.set(firstOfTheNext);
            assertThat(there.post(evesUnit(there, payer, payee, 60))).isInstanceOf(Booked.class);
            clock.set(firstOfTheNext.plusSeconds(7_200));
            assertThat(there.post(evesUnit(there, payer, payee, 41))).isInstanceOf(Refused.class);
        }
    }

    /** The booking time does not fall with it; so what is spent in the evening may count for the next day too. */
    @Test
    void aClockThatStepsBackOverMidnightGivesNothingTwice() {
        clock.set(Instant.parse("2026-03-11T00:00:01Z"));
        assertThat(spend(60)).isInstanceOf(Booked.class);
        clock.set(Instant.parse("2026-03-10T23:59:59Z"));
        assertThat(spend(41)).isInstanceOf(Refused.class);
        assertThat(spend(40)).isInstanceOf(Booked.class);
        clock.set(Instant.parse("2026-03-11T00:00:02Z"));
        assertThat(spend(1)).isInstanceOf(Refused.class);
    }

    private TradeUnit evesUnit(Ledger there, AccountId payer, AccountId payee, long amount) {
        return there.unit("k" + keys++, there.order(payer, payee, amount, EVE, limit(EVE, 100)));
    }

    private static Optional<SpendingLimit> limit(UUID spender, long perDay) {
        return Optional.of(
                new SpendingLimit(new SpenderId(spender), Optional.empty(), Optional.of(new Amount(perDay))));
    }

    /** Eve, who may spend 1.00 a day, pays bob from alice's account. */
    private TradeOrder eves(long amount) {
        return ledger.order(alice, bob, amount, EVE, limit(EVE, 100));
    }

    private Outcome spend(long amount) {
        return post(eves(amount));
    }

    private TradeUnit unit(TradeOrder order) {
        return ledger.unit("k" + keys++, order);
    }

    private Outcome post(TradeOrder order) {
        return ledger.post(unit(order));
    }

    private static SpendingLimitExceeded refusal(Outcome outcome) {
        return (SpendingLimitExceeded) ((Refused) outcome).refusals().get(0).orElseThrow();
    }
}
