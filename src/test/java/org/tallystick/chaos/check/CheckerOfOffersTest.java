package org.tallystick.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.chaos.check.Books.Account;
import org.tallystick.chaos.check.Books.Entry;
import org.tallystick.chaos.check.Books.Hold;
import org.tallystick.chaos.check.Books.Part;
import org.tallystick.chaos.check.Books.Proposal;
import org.tallystick.chaos.check.Books.Trade;
import org.tallystick.chaos.check.Finding.Rule;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Wish;

/** The small history of an offer of 100, of which 60 were accepted before it was cancelled, and how it can be wrong. */
class CheckerOfOffersTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final long END = 50;

    private final List<Event> events = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    CheckerOfOffersTest() {
        offerSent("o");
        events.add(new Event.Told("o", 201, "ok", List.of(), List.of()));
        events.add(new Event.Offered("o", "p1", 100));
        holds.add(new Hold("h1", "maple/ada", "maple/ben", 40, false));
        proposals.add(new Proposal("p1", "maple", "o", 100, "cancelled", "h1"));
        accepted("a1", "t1", 60, 10);
        told("a1", "t1", 60);
        events.add(new Event.Ended("p1", "cancellation", 200, "cancelled", END));
    }

    private void offerSent(String key) {
        events.add(new Event.Sent(key, "OFFER", "maple", List.of(new Wish(key, "ada", "ben", 100)), "", 1));
    }

    private void sent(String key, long cents, long at) {
        events.add(new Event.Sent(key, "ACCEPTANCE", "maple", List.of(new Wish("o", "ada", "ben", cents)), "p1", at));
    }

    private void told(String key, String trade, long cents) {
        events.add(new Event.Told(key, 200, "ok", List.of(new Booked("o", trade, "ada", "ben", cents)), List.of()));
    }

    private void lost(String key) {
        events.add(new Event.Lost(key, "reset"));
    }

    private void refused(String key) {
        events.add(new Event.Told(key, 409, "state-conflict", List.of(), List.of()));
    }

    /** In the books, under a key. */
    private void booked(String key, String trade, long cents) {
        trade(trade, cents);
        parts.add(new Part("p1", trade, key, cents));
    }

    private void trade(String id, long cents) {
        trades.add(new Trade(id, "maple", "o", "maple/ada", "maple/ben", cents, ""));
        int number = trades.size();
        long balance = trades.stream().mapToLong(Trade::amount).sum();
        entries.add(new Entry("maple/ada", number, id, -cents, -balance, NOON));
        entries.add(new Entry("maple/ben", number, id, cents, balance, NOON));
    }

    private void accepted(String key, String trade, long cents, long at) {
        sent(key, cents, at);
        booked(key, trade, cents);
    }

    private List<Rule> broken() {
        long balance = trades.stream().mapToLong(Trade::amount).sum();
        List<Account> accounts = List.of(
                new Account("maple/ada", -balance, trades.size(), 0, 0, 1_000, 2_000),
                new Account("maple/ben", balance, trades.size(), 0, 0, 1_000, 2_000));
        return Checker.check(events, new Books(accounts, trades, entries, holds, proposals, parts)).stream()
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    @Test
    void whatWasAcceptedBeforeTheEndIsRight() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void anAcceptanceWithoutAnAnswerMayBeBookedOrNot() {
        sent("a2", 40, 20);
        lost("a2");
        assertThat(broken()).isEmpty();
        booked("a2", "t2", 40);
        assertThat(broken()).isEmpty();
    }

    @Test
    void moreAcceptedThanOfferedIsSeenThoughEachPartWasAskedFor() {
        accepted("a2", "t2", 41, 20);
        assertThat(broken()).containsExactly(Rule.ACCEPTED_IS_AT_MOST_OFFERED);
    }

    @Test
    void anAcceptanceThatIsBookedTwiceIsSeenThoughAnotherWithoutAnswerMightHaveBookedIt() {
        accepted("a2", "t2", 15, 20);
        told("a2", "t2", 15);
        sent("a3", 15, 21);
        lost("a3");
        assertThat(broken()).isEmpty();
        booked("a2", "t3", 15);
        assertThat(broken()).contains(Rule.NO_KEY_BUYS_TWICE);
    }

    @Test
    void aTradeOfAnOfferThatIsOfNoAcceptanceIsSeen() {
        sent("a2", 15, 20);
        lost("a2");
        trade("t2", 15);
        assertThat(broken()).containsExactly(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR);
    }

    @Test
    void aRefusedAcceptanceThatIsBookedIsSeenThoughAnotherWithoutAnswerMightHaveBookedIt() {
        sent("a2", 15, 20);
        refused("a2");
        sent("a3", 15, 21);
        lost("a3");
        booked("a2", "t2", 15);
        assertThat(broken()).containsExactly(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR);
    }

    @Test
    void aKeyThatMadeTwoProposalsIsSeen() {
        proposals.add(new Proposal("p2", "maple", "o", 100, "cancelled", ""));
        assertThat(broken()).containsExactly(Rule.ONE_PROPOSAL_A_KEY);
    }

    @Test
    void aKeyThatWasToldOfTwoProposalsIsSeen() {
        events.add(new Event.Offered("o", "p2", 100));
        assertThat(broken()).contains(Rule.ONE_PROPOSAL_A_KEY);
    }

    @Test
    void aHoldThatNoProposalHasAndOneThatTwoHaveAreSeen() {
        holds.add(new Hold("h2", "maple/ada", "maple/ben", 100, false));
        assertThat(broken()).containsExactly(Rule.ONE_PROPOSAL_A_KEY);
        holds.remove(1);
        offerSent("other");
        proposals.add(new Proposal("p2", "maple", "other", 100, "cancelled", "h1"));
        assertThat(broken()).containsExactly(Rule.ONE_PROPOSAL_A_KEY);
    }

    @Test
    void anOfferThatWasRefusedAndMadeIsSeenAndOneWithoutAnswerMayBeMade() {
        offerSent("other");
        proposals.add(new Proposal("p2", "maple", "other", 100, "cancelled", ""));
        assertThat(broken()).isEmpty();
        events.add(new Event.Told("other", 422, "credit-limit-exceeded", List.of(), List.of()));
        assertThat(broken()).containsExactly(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR);
    }

    @Test
    void anOfferThatIsLostAndOneOfAnotherAmountAreSeen() {
        proposals.set(0, new Proposal("p1", "maple", "o", 101, "cancelled", "h1"));
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_OFFER_IS_THERE);
        proposals.clear();
        holds.clear();
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_OFFER_IS_THERE);
    }

    @Test
    void anEndThatWasAcknowledgedAndForgottenIsSeen() {
        proposals.set(0, new Proposal("p1", "maple", "o", 100, "partly-accepted", "h1"));
        assertThat(broken()).containsExactly(Rule.EVERY_ACKNOWLEDGED_OFFER_IS_THERE);
    }

    @Test
    void whatWasSentAfterTheAcknowledgedEndMustNotBeBooked() {
        sent("a2", 40, END + 1);
        lost("a2");
        assertThat(broken()).isEmpty();
        booked("a2", "t2", 40);
        assertThat(broken()).containsExactly(Rule.NOTHING_IS_BOOKED_BY_AN_OFFER_THAT_IS_OVER);
    }

    @Test
    void whatWasUnderWayWhenTheEndWasAcknowledgedMayBeBookedThoughItWasSentAgainLater() {
        sent("a2", 40, END - 1);
        lost("a2");
        sent("a2", 40, END + 1);
        booked("a2", "t2", 40);
        told("a2", "t2", 40);
        assertThat(broken()).isEmpty();
    }

    @Test
    void anEndThatWasRefusedEndsNothing() {
        events.removeIf(Event.Ended.class::isInstance);
        events.add(new Event.Ended("p1", "decline", 409, "", END));
        accepted("a2", "t2", 40, END + 1);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aReadWithoutAnAccountAndOneWithoutAnyAreSeen() {
        events.add(new Event.Balances("maple", Map.of("ada", 0L, "ben", 0L)));
        assertThat(broken()).isEmpty();
        events.add(new Event.Balances("maple", Map.of("ada", 0L)));
        assertThat(broken()).containsExactly(Rule.EVERY_READ_HAS_ALL_ACCOUNTS);
        events.remove(events.size() - 1);
        events.add(new Event.Balances("maple", Map.of()));
        assertThat(broken()).containsExactly(Rule.EVERY_READ_HAS_ALL_ACCOUNTS);
    }
}
