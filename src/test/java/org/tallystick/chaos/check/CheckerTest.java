package org.tallystick.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.chaos.check.Books.Account;
import org.tallystick.chaos.check.Books.Entry;
import org.tallystick.chaos.check.Books.Hold;
import org.tallystick.chaos.check.Books.Trade;
import org.tallystick.chaos.check.Finding.Rule;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Wish;
import org.tallystick.chaos.journal.Journal;

/** A small history that is right, and each way in which it can be wrong. */
class CheckerTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    CheckerTest() {
        accounts.add(account("ada", -400, 2));
        accounts.add(account("ben", 400, 2));
        sent("k1", "ada", "ben", 500);
        told("k1", "t1", "ada", "ben", 500);
        book("t1", "k1", "ada", "ben", 500, 1, -500, 500);
        sent("k2", "ben", "ada", 100);
        told("k2", "t2", "ben", "ada", 100);
        book("t2", "k2", "ben", "ada", 100, 2, 400, -400);
    }

    private static Account account(String handle, long balance, long count) {
        return new Account("maple/" + handle, balance, count, 0, 0, 1_000, 2_000);
    }

    private void sent(String key, String payer, String payee, long cents) {
        events.add(new Event.Sent(key, "PAYMENT", "maple", List.of(new Wish(key, payer, payee, cents)), "", 0));
    }

    private void told(String key, String trade, String payer, String payee, long cents) {
        events.add(new Event.Told(key, 201, "ok", List.of(new Booked(key, trade, payer, payee, cents)), List.of()));
    }

    private void refused(String key) {
        events.add(new Event.Told(key, 422, "credit-limit-exceeded", List.of(), List.of()));
    }

    private void book(
            String id, String tag, String payer, String payee, long amount, long number, long paid, long got) {
        trades.add(new Trade(id, "maple", tag, "maple/" + payer, "maple/" + payee, amount, ""));
        entries.add(new Entry("maple/" + payer, number, id, -amount, paid, NOON.plusSeconds(number)));
        entries.add(new Entry("maple/" + payee, number, id, amount, got, NOON.plusSeconds(number)));
    }

    /** A third trade of ada to ben, with the accounts as they are after it. */
    private void third(String id, String tag, long amount) {
        book(id, tag, "ada", "ben", amount, 3, -400 - amount, 400 + amount);
        accounts.set(0, account("ada", -400 - amount, 3));
        accounts.set(1, account("ben", 400 + amount, 3));
    }

    private List<Rule> broken() {
        return Checker.check(events, new Books(accounts, trades, entries, holds, List.of(), List.of())).stream()
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    @Test
    void booksThatAreAsTheClientsWereToldAreRight() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void aRequestThatGotNoAnswerMayBeInTheBooksOrNot() {
        sent("k3", "ada", "ben", 100);
        events.add(new Event.Lost("k3", "connection reset"));
        assertThat(broken()).isEmpty();
        third("t3", "k3", 100);
        assertThat(broken()).isEmpty();
    }

    @Test
    void anAnswerRepeatedIsNoSecondTrade() {
        sent("k1", "ada", "ben", 500);
        told("k1", "t1", "ada", "ben", 500);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aTradeThatIsLostIsMissed() {
        trades.remove(1);
        entries.removeIf(entry -> entry.trade().equals("t2"));
        accounts.set(0, account("ada", -500, 1));
        accounts.set(1, account("ben", 500, 1));
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE);
    }

    @Test
    void aTradeThatIsNotAsItWasToldIsMissed() {
        told("k2", "t2", "ben", "ada", 101);
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE);
    }

    @Test
    void aTradeThatSomebodyWasToldOfAndCannotSeeIsMissed() {
        events.add(new Event.Sought("t1", 200));
        assertThat(broken()).isEmpty();
        events.add(new Event.Sought("t1", 404));
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE);
    }

    @Test
    void aKeyThatBoughtTwiceIsSeenInTheBooks() {
        third("t3", "k1", 500);
        assertThat(broken()).containsExactly(Rule.NO_KEY_BUYS_TWICE);
    }

    @Test
    void aKeyThatWasToldOfTwoTradesIsSeen() {
        sent("k1", "ada", "ben", 500);
        told("k1", "t3", "ada", "ben", 500);
        third("t3", "k1", 500);
        assertThat(broken()).containsExactly(Rule.NO_KEY_BUYS_TWICE);
    }

    @Test
    void aKeyThatBoughtTwoDifferentRequestsIsSeen() {
        events.add(new Event.Sent("k1", "PAYMENT", "maple", List.of(new Wish("k1~other", "ada", "ben", 300)), "", 0));
        third("t3", "k1~other", 300);
        assertThat(broken()).containsExactly(Rule.NO_KEY_BUYS_TWICE);
    }

    @Test
    void ofTwoRequestsWithTheSameWordsUnderAKeyOneMayBeBooked() {
        events.add(new Event.Sent("k3", "PAYMENT", "maple", List.of(new Wish("k3", "ada", "ben", 300)), "", 0));
        events.add(new Event.Sent("k3", "PAYMENT", "maple", List.of(new Wish("k3", "ada", "ben", 200)), "", 0));
        events.add(new Event.Lost("k3", "reset"));
        third("t3", "k3", 200);
        assertThat(broken()).isEmpty();
    }

    @Test
    void twoPartsOfOneOfferAreTwoTradesOfTwoKeys() {
        events.add(new Event.Sent("a1", "ACCEPTANCE", "maple", List.of(new Wish("offer", "ada", "ben", 100)), "", 0));
        third("t3", "offer", 100);
        assertThat(broken()).isEmpty();
        trades.add(new Trade("t4", "maple", "offer", "maple/ada", "maple/ben", 100, ""));
        assertThat(broken()).contains(Rule.NO_KEY_BUYS_TWICE);
    }

    @Test
    void aTradeThatWasRefusedAndBookedNeverthelessIsSeen() {
        sent("k3", "ada", "ben", 100);
        refused("k3");
        assertThat(broken()).isEmpty();
        third("t3", "k3", 100);
        assertThat(broken()).contains(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR);
    }

    @Test
    void aTradeThatNobodyAskedForIsSeen() {
        third("t3", "nobody's", 100);
        assertThat(broken()).containsExactly(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR);
    }

    @Test
    void aBalanceBeyondTheLimitIsSeenEvenWhereItCameBack() {
        sent("k3", "ada", "ben", 601);
        told("k3", "t3", "ada", "ben", 601);
        third("t3", "k3", 601);
        sent("k4", "ben", "ada", 601);
        told("k4", "t4", "ben", "ada", 601);
        book("t4", "k4", "ben", "ada", 601, 4, 400, -400);
        accounts.set(0, account("ada", -400, 4));
        accounts.set(1, account("ben", 400, 4));
        assertThat(broken()).containsExactly(Rule.NO_LIMIT_IS_PASSED);
    }

    @Test
    void whatIsSetAsideCountsWhereAnAccountIsShown() {
        events.add(new Event.Standing("maple", "ada", -400, 600, 0, 1_000, 2_000));
        assertThat(broken()).isEmpty();
        events.add(new Event.Standing("maple", "ada", -400, 601, 0, 1_000, 2_000));
        assertThat(broken()).containsExactly(Rule.NO_LIMIT_IS_PASSED);
    }

    @Test
    void aReadThatDoesNotSumToZeroIsSeen() {
        events.add(new Event.Balances("maple", Map.of("ada", -400L, "ben", 400L)));
        assertThat(broken()).isEmpty();
        events.add(new Event.Balances("maple", Map.of("ada", -400L, "ben", 500L)));
        assertThat(broken()).containsExactly(Rule.EVERY_READ_SUMS_TO_ZERO);
    }

    @Test
    void aGapAWrongBalanceAndAnEarlierInstantAreSeen() {
        Entry last = entries.get(3);
        entries.set(3, new Entry(last.account(), 3, last.trade(), last.amount(), last.balanceAfter(), last.bookedAt()));
        assertThat(broken()).containsExactly(Rule.NUMBERS_ARE_GAPLESS);
        entries.set(3, new Entry(last.account(), 2, last.trade(), last.amount(), -399, last.bookedAt()));
        assertThat(broken()).containsExactly(Rule.NUMBERS_ARE_GAPLESS);
        entries.set(3, new Entry(last.account(), 2, last.trade(), last.amount(), last.balanceAfter(), NOON));
        assertThat(broken()).containsExactly(Rule.NUMBERS_ARE_GAPLESS);
        entries.set(3, last);
        assertThat(broken()).isEmpty();
        accounts.set(0, account("ada", -399, 2));
        assertThat(broken()).containsExactly(Rule.NUMBERS_ARE_GAPLESS);
    }

    @Test
    void anEntryMoreAndAnEntryLessThanTheTradeAreSeen() {
        Entry one = entries.get(0);
        entries.set(0, new Entry(one.account(), 1, "nothing", one.amount(), one.balanceAfter(), one.bookedAt()));
        assertThat(broken()).containsExactly(Rule.A_TRADE_IS_ITS_ENTRIES);
    }

    @Test
    void reversalsThatExceedTheirTradeAreSeen() {
        events.add(new Event.Sent("r1", "REVERSAL", "maple", List.of(new Wish("r1", "ben", "ada", 501)), "", 0));
        book("t3", "r1", "ben", "ada", 501, 3, -101, 101);
        trades.set(2, new Trade("t3", "maple", "r1", "maple/ben", "maple/ada", 501, "t1"));
        accounts.set(0, account("ada", 101, 3));
        accounts.set(1, account("ben", -101, 3));
        assertThat(broken()).containsExactly(Rule.NO_REVERSAL_EXCEEDS_ITS_TRADE);
    }

    @Test
    void aHoldThatIsLeftIsSeen() {
        holds.add(new Hold("h1", "maple/ada", "maple/ben", 100, true));
        assertThat(broken()).containsExactlyInAnyOrder(Rule.NO_HOLD_IS_LEFT, Rule.ONE_PROPOSAL_A_KEY);
        holds.clear();
        accounts.set(0, new Account("maple/ada", -400, 2, 100, 0, 1_000, 2_000));
        assertThat(broken()).containsExactly(Rule.NO_HOLD_IS_LEFT);
    }

    @Test
    void anAnswerThatTheServiceFailedIsSeen() {
        events.add(new Event.Told("k3", 500, "internal", List.of(), List.of()));
        assertThat(broken()).containsExactly(Rule.EVERY_ANSWER_IS_DOCUMENTED);
    }

    @Test
    void whatAJournalHoldsIsReadBackAsItWasWritten(@TempDir Path directory) throws Exception {
        events.add(new Event.Lost("k1", "reset"));
        events.add(new Event.Balances("maple", Map.of("ada", 1L)));
        events.add(new Event.Standing("maple", "ada", 1, 2, 3, 4, 5));
        events.add(new Event.Sought("t1", 200));
        events.add(new Event.Strange("k1", "a 500"));
        events.add(new Event.Offered("k1", "o1", 100));
        events.add(new Event.Ending("o1", "decline"));
        events.add(new Event.Ended("o1", "decline", 200, "declined", 7));
        try (Journal journal = Journal.of(directory, "one")) {
            events.forEach(journal::write);
        }
        assertThat(Journal.readAll(directory)).isEqualTo(events);
    }
}
