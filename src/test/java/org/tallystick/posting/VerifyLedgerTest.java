package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** Every violation is planted where no guard is in the way, and must be named. */
class VerifyLedgerTest {
    private TestDatabase database;
    private BooksFixture books;
    private VerifyLedger verifyLedger;
    private UUID alice;
    private UUID bob;
    private UUID bread;
    private UUID givenBack;

    @BeforeEach
    void someTradesHoldsAndAReversal() throws SQLException {
        database = TestDatabase.freshWithoutGuards();
        verifyLedger = new VerifyLedger(database.application());
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 100);
        bob = books.account("bob", 100);
        UUID carol = books.account("carol", 100);
        bread = books.trade(alice, bob, 40);
        books.trade(bob, carol, 10);
        books.trade(books.inCredits(alice), books.inCredits(bob), 7);
        givenBack = books.reversal(bread, bob, alice, 15);
        books.hold(alice, carol, 20);
        books.key("first", bread);
    }

    @Test
    void booksInOrderAreOk() throws SQLException {
        Verification verification = verify();
        assertThat(verification.violations()).isEmpty();
        assertThat(verification.ok()).isTrue();
        assertThat(verification.violationCount()).isZero();
        assertThat(verification.checked())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "trades",
                        4L,
                        "entries",
                        8L,
                        "accounts",
                        5L,
                        "currencies",
                        2L,
                        "reversals",
                        1L,
                        "openHolds",
                        1L,
                        "keys",
                        1L));
    }

    @Test
    void aBalanceBeneathALoweredLimitIsNoViolation() throws SQLException {
        change("UPDATE account SET credit_limit = 0, balance_cap = 0");
        assertThat(verify().ok()).isTrue();
    }

    @Test
    void anEmptyCommunityIsOk() throws SQLException {
        BooksFixture empty = BooksFixture.in(database.owner(), "empty");
        assertThat(verifyLedger.verify(empty.community()).ok()).isTrue();
    }

    @Test
    void entriesThatDoNotSumToZeroAreNamed() throws SQLException {
        change("UPDATE entry SET amount = 41 WHERE trade_id = ? AND account_id = ?", bread, bob);
        assertNamed("I1", "trade " + bread, "its entries sum to 1");
    }

    @Test
    void entriesThatMoveAnotherAmountThanTheTradesAreNamed() throws SQLException {
        change("UPDATE trade SET amount = 39 WHERE trade_id = ?", bread);
        assertNamed("I1", "trade " + bread, "its entries move 40, not 39");
    }

    @Test
    void aTradeWithoutEntriesIsNamed() throws SQLException {
        UUID trade = Ids.next();
        change(raw().trade(trade, alice, bob, 5).sql());
        assertNamed("I1", "trade " + trade, "has no entries");
    }

    @Test
    void aTradeWithOneEntryIsNamed() throws SQLException {
        change("DELETE FROM entry WHERE trade_id = ? AND account_id = ?", bread, bob);
        assertNamed("I1", "trade " + bread, "has one entry only; its entries sum to -40");
    }

    @Test
    void entriesWithoutATradeAreNamed() throws SQLException {
        change("DELETE FROM trade WHERE trade_id = ?", bread);
        assertNamed("I1", "trade " + bread, "has entries, but is no trade");
    }

    @Test
    void aTradeOfAnotherCurrencyThanItsAccountsIsNamed() throws SQLException {
        change("UPDATE trade SET currency_code = 'CRD' WHERE trade_id = ?", bread);
        assertNamed("I1", "trade " + bread, "has an account of another currency, or none");
    }

    @Test
    void aTradeWhosePayerDoesNotPayIsNamed() throws SQLException {
        change("UPDATE trade SET payer_id = ? WHERE trade_id = ?", Ids.next(), bread);
        assertNamed("I1", "trade " + bread, "its payer does not pay, or its payee does not receive");
    }

    @Test
    void aTradeThatNamesOtherEntriesIsNamed() throws SQLException {
        change("UPDATE trade SET payee_entry_no = payee_entry_no + 1 WHERE trade_id = ?", bread);
        assertNamed("I1", "trade " + bread, "has entries that it does not name");
    }

    @Test
    void anEntryOfAnotherBookingTimeThanItsTradeIsNamed() throws SQLException {
        change("UPDATE trade SET booked_at = booked_at - interval '1 hour' WHERE trade_id = ?", bread);
        assertNamed("I1", "trade " + bread, "has an entry of another booking time");
    }

    @Test
    void balancesThatDoNotSumToZeroAreNamed() throws SQLException {
        change("UPDATE account SET balance = balance + 3 WHERE account_id = ?", alice);
        assertNamed("I2", "currency HRS", "its balances sum to 3");
    }

    @Test
    void balancesThatOverflowALongWhenSummedAreNamed() throws SQLException {
        change("ALTER TABLE account DROP CONSTRAINT account_balance_check");
        change("UPDATE account SET balance = 9223372036854775807");
        assertNamed("I2", "currency HRS", "its balances sum to 27670116110564327421");
    }

    @Test
    void aGapInTheNumbersIsNamed() throws SQLException {
        change("UPDATE entry SET entry_no = 5 WHERE account_id = ? AND entry_no = 2", alice);
        assertNamed("I3", "account " + alice + " entry 5", "follows entry 1");
        assertNamed("I3", "account " + alice, "shows 2 entries, the last is 5");
    }

    @Test
    void aMissingFirstEntryIsNamed() throws SQLException {
        change("DELETE FROM entry WHERE account_id = ? AND entry_no = 1", alice);
        assertNamed("I3", "account " + alice + " entry 2", "follows entry 0; 0 and 15 make not -25");
    }

    @Test
    void aBalanceAfterThatDoesNotFollowIsNamed() throws SQLException {
        change("UPDATE entry SET balance_after = -24 WHERE account_id = ? AND entry_no = 2", alice);
        assertThat(verify().violations())
                .extracting(Violation::invariant, Violation::subject, Violation::detail)
                .containsExactly(tuple(
                        "I3", "account " + alice + " entry 2", "-40 and 15 make not -24; it is of trade " + givenBack));
    }

    @Test
    void amountsThatOverflowALongWhenAddedAreNamed() throws SQLException {
        change("ALTER TABLE entry DROP CONSTRAINT entry_amount_check1, DROP CONSTRAINT entry_balance_after_check");
        change("UPDATE entry SET amount = 9223372036854775807, balance_after = 9223372036854775807");
        assertNamed(
                "I3",
                "account " + alice + " entry 2",
                "9223372036854775807 and 9223372036854775807 make not 9223372036854775807");
    }

    @Test
    void aBookingTimeThatFallsIsNamed() throws SQLException {
        change("UPDATE entry SET booked_at = '2020-01-01Z' WHERE trade_id = ? AND account_id = ?", givenBack, alice);
        assertNamed("I3", "account " + alice + " entry 2", "was booked before the entry before it");
    }

    @Test
    void anAccountThatShowsAnotherBalanceThanItsEntriesIsNamed() throws SQLException {
        change("UPDATE account SET balance = -26 WHERE account_id = ?", alice);
        assertNamed("I3", "account " + alice, "shows the balance -26, its entries sum to -25");
    }

    @Test
    void anAccountThatShowsAnotherNumberOfEntriesIsNamed() throws SQLException {
        change("UPDATE account SET entry_count = 3 WHERE account_id = ?", alice);
        assertNamed("I3", "account " + alice, "shows 3 entries, the last is 2");
    }

    @Test
    void anAccountThatShowsAnotherLastBookingTimeIsNamed() throws SQLException {
        change("UPDATE account SET last_booked_at = NULL WHERE account_id = ?", alice);
        assertNamed("I3", "account " + alice, "shows another booking time than its last entry");
    }

    @Test
    void aBalanceWithoutAnyEntriesIsNamed() throws SQLException {
        UUID dave = books.account("dave", 0);
        change("UPDATE account SET balance = 5 WHERE account_id = ?", dave);
        assertNamed("I3", "account " + dave, "shows the balance 5, its entries sum to 0");
    }

    @Test
    void entriesWithoutAnAccountAreNamed() throws SQLException {
        change("DELETE FROM account WHERE account_id = ?", alice);
        assertNamed("I3", "account " + alice, "has entries, but is no account");
        assertNamed("holds", "account " + alice, "has open holds, but is no account");
    }

    @Test
    void holdsThatAccountsDoNotShowAreNamed() throws SQLException {
        change("UPDATE hold SET amount = 21");
        assertNamed("holds", "account " + alice, "shows 20 held out, its open holds sum to 21");
        assertThat(verify().violationCount()).isEqualTo(2);
    }

    @Test
    void aHoldThatEndedButIsStillShownIsNamed() throws SQLException {
        change("UPDATE hold SET state = 'released', ended_at = now()");
        assertNamed("holds", "account " + alice, "shows 20 held out, its open holds sum to 0");
    }

    @Test
    void anAcceptedHoldWithoutItsTradeIsNamed() throws SQLException {
        UUID nothing = Ids.next();
        UUID hold = books.hold(alice, bob, 1);
        change("UPDATE hold SET state = 'accepted', ended_at = now(), trade_id = ? WHERE hold_id = ?", nothing, hold);
        assertNamed("holds", "hold " + hold, "was accepted by trade " + nothing + ", which is none");
    }

    @Test
    void reversalsOfMoreThanATradeAreNamed() throws SQLException {
        books.reversal(bread, bob, alice, 26);
        assertThat(verify().violations())
                .extracting(Violation::invariant, Violation::subject, Violation::detail)
                .containsExactly(tuple("I5", "trade " + bread, "of 40, 41 are reversed"));
    }

    @Test
    void aReversalOfAReversalIsNamed() throws SQLException {
        UUID again = books.reversal(givenBack, alice, bob, 5);
        assertNamed("I5", "trade " + again, "reverses trade " + givenBack + ", a reversal");
    }

    @Test
    void aReversalTheSameWayOnceMoreIsNamed() throws SQLException {
        UUID again = books.reversal(bread, alice, bob, 5);
        assertNamed("I5", "trade " + again, "does not go back the way of trade " + bread);
    }

    @Test
    void aReversalOfNothingIsNamed() throws SQLException {
        UUID nothing = Ids.next();
        UUID reversal = books.reversal(nothing, alice, bob, 5);
        assertNamed("I5", "trade " + reversal, "reverses trade " + nothing + ", which is none");
    }

    @Test
    void aKeyThatBoughtNothingIsNamed() throws SQLException {
        UUID nothing = Ids.next();
        books.key("second", nothing);
        assertNamed("I6", "key second of " + BooksFixture.SOMEBODY, "bought trade " + nothing + ", which is none");
    }

    @Test
    void aKeyWithoutTradesAndATradeThatTwoKeysBoughtAreNamed() throws SQLException {
        books.key("second", bread);
        change(
                "INSERT INTO idempotency_key VALUES (?, ?, 'third', '', '{}')",
                books.community().value(),
                BooksFixture.SOMEBODY);
        assertThat(verify().violations())
                .extracting(Violation::invariant, Violation::subject, Violation::detail)
                .containsExactlyInAnyOrder(
                        tuple("I6", "key third of " + BooksFixture.SOMEBODY, "bought nothing"),
                        tuple("I6", "trade " + bread, "was bought 2 times"));
    }

    @Test
    void theFirstThousandAreNamedAndAllAreCounted() throws SQLException {
        books.keysToNothing(1_500);
        change("UPDATE account SET balance = balance + 3 WHERE account_id = ?", alice);
        Verification verification = verify();
        assertThat(verification.violations()).hasSize(1_000);
        assertThat(verification.violationCount()).isEqualTo(1_502);
    }

    @Test
    void whatIsWrongInOneCommunityIsNotWrongInAnother() throws SQLException {
        BooksFixture oak = BooksFixture.in(database.owner(), "oak");
        oak.trade(oak.account("alice", 100), oak.account("bob", 100), 5);
        change("UPDATE account SET balance = balance + 3 WHERE account_id = ?", alice);
        Map<String, Boolean> ok = new LinkedHashMap<>();
        verifyLedger.verifyAll((slug, verification) -> ok.put(slug, verification.ok()));
        assertThat(ok).containsExactly(Map.entry("maple", false), Map.entry("oak", true));
    }

    @Test
    void aLinkToAnotherCommunityIsNoLink() throws SQLException {
        BooksFixture oak = BooksFixture.in(database.owner(), "oak");
        oak.key("stolen", bread);
        assertThat(verifyLedger.verify(oak.community()).violations())
                .extracting(Violation::invariant)
                .containsExactly("I6");
    }

    private RawPosting raw() {
        return new RawPosting(books.community().value());
    }

    private void change(String sql, Object... values) throws SQLException {
        books.execute(sql, values);
    }

    private Verification verify() throws SQLException {
        return verifyLedger.verify(books.community());
    }

    private void assertNamed(String invariant, String subject, String detail) throws SQLException {
        Verification verification = verify();
        assertThat(verification.ok()).isFalse();
        assertThat(verification.violations()).anySatisfy(violation -> {
            assertThat(violation.invariant()).isEqualTo(invariant);
            assertThat(violation.subject()).isEqualTo(subject);
            assertThat(violation.detail()).contains(detail);
        });
        assertThat(verification.violationCount())
                .isEqualTo(verification.violations().size());
    }
}
