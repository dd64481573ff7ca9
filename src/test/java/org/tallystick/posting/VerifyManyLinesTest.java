package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** Violations of trades of more than two lines, planted where no guard is in the way. */
class VerifyManyLinesTest {
    private BooksFixture books;
    private VerifyLedger verifyLedger;
    private UUID alice;
    private UUID bob;
    private UUID carol;
    private UUID fund;
    private UUID meal;
    private UUID back;

    /** Alice paid bob 25 and carol 15, and owed the fund 4; half of it went back. */
    @BeforeEach
    void aSharedMealWithALevyHalfGivenBack() throws SQLException {
        TestDatabase database = TestDatabase.freshWithoutGuards();
        verifyLedger = new VerifyLedger(database.application());
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 1000);
        bob = books.account("bob", 1000);
        carol = books.account("carol", 1000);
        fund = books.fund();
        meal = Ids.next();
        back = Ids.next();
        books.execute(raw().trade(meal, alice, bob, 40)
                .account(alice, -44, 2)
                .account(bob, 25, 1)
                .account(carol, 15, 1)
                .account(fund, 4, 1)
                .entry(meal, alice, 1, -40, -40)
                .entry(meal, bob, 1, 25, 25)
                .entry(meal, carol, 1, 15, 15)
                .entry(meal, alice, 2, -4, -44)
                .entry(meal, fund, 1, 4, 4)
                .line(meal, 2, carol, 1, "payment")
                .line(meal, 3, alice, 2, "levy")
                .line(meal, 4, fund, 1, "levy")
                .sql());
        books.execute(raw().reversal(back, meal, bob, alice, 20)
                .account(bob, 13, 2)
                .account(carol, 7, 2)
                .account(alice, -22, 4)
                .account(fund, 2, 2)
                .entry(back, bob, 2, -12, 13)
                .entry(back, carol, 2, -8, 7)
                .entry(back, alice, 3, 20, -24)
                .entry(back, fund, 2, -2, 2)
                .entry(back, alice, 4, 2, -22)
                .line(back, 1, carol, 2, "payment")
                .line(back, 3, fund, 2, "levy")
                .line(back, 4, alice, 4, "levy")
                .sql());
    }

    private RawPosting raw() {
        return new RawPosting(books.community().value());
    }

    @Test
    void booksInOrderAreOk() throws SQLException {
        assertThat(verifyLedger.verify(books.community()).violations()).isEmpty();
    }

    @Test
    void aLevyThatDoesNotArriveIsNamed() throws SQLException {
        change("UPDATE entry SET amount = 3 WHERE trade_id = ? AND account_id = ?", meal, fund);
        assertNamed("I1", meal, "its entries sum to -1; its levies sum to -1");
    }

    @Test
    void linesThatMoveAnotherAmountAreNamed() throws SQLException {
        change("UPDATE trade SET amount = 41 WHERE trade_id = ?", meal);
        assertNamed("I1", meal, "its entries move 40 and 40, not 41");
    }

    @Test
    void aLineThatIsNotNamedIsNamed() throws SQLException {
        change("DELETE FROM trade_line WHERE trade_id = ? AND account_id = ?", meal, carol);
        assertNamed("I1", meal, "has entries that it does not name, or names some that it has not");
    }

    @Test
    void anEntryThatIsNotThereIsNamed() throws SQLException {
        change("UPDATE trade_line SET entry_no = 9 WHERE trade_id = ? AND account_id = ?", meal, carol);
        assertNamed("I1", meal, "has entries that it does not name, or names some that it has not");
    }

    @Test
    void aTradeThatLostAllItsNamesIsNamed() throws SQLException {
        change("DELETE FROM trade_line WHERE trade_id = ?", meal);
        assertNamed("I1", meal, "has entries that it does not name");
    }

    @Test
    void linesWithoutATradeAreNamed() throws SQLException {
        change("DELETE FROM trade WHERE trade_id = ?", meal);
        assertNamed("I1", meal, "has lines, but is no trade");
    }

    @Test
    void aLevyThatGoesToAMemberIsNamed() throws SQLException {
        change("UPDATE trade_line SET kind = 'levy' WHERE trade_id = ? AND account_id = ?", meal, carol);
        assertNamed("I1", meal, "takes its levy to another account than the fund");
    }

    @Test
    void anotherBookingTimeIsNamed() throws SQLException {
        change("UPDATE entry SET booked_at = '2026-02-02' WHERE trade_id = ? AND account_id = ?", meal, fund);
        assertNamed("I1", meal, "has an entry of another booking time");
    }

    @Test
    void anotherCurrencyIsNamed() throws SQLException {
        change("UPDATE trade SET currency_code = 'CRD' WHERE trade_id = ?", meal);
        assertNamed("I1", meal, "has an account of another currency, or none");
    }

    @Test
    void aLineReversedBeyondItselfIsNamed() throws SQLException {
        change("UPDATE entry SET amount = -26 WHERE trade_id = ? AND account_id = ?", back, bob);
        assertNamed("I5", meal, "of its line 25 on account " + bob + ", -26 are reversed");
    }

    @Test
    void aReversalToAStrangerIsNamed() throws SQLException {
        UUID dora = books.account("dora", 100);
        change("UPDATE entry SET account_id = ? WHERE trade_id = ? AND account_id = ?", dora, back, carol);
        change("UPDATE trade_line SET account_id = ? WHERE trade_id = ? AND account_id = ?", dora, back, carol);
        assertNamed("I5", meal, "of its line 0 on account " + dora + ", -8 are reversed");
    }

    @Test
    void aReversalTheSameWayOnceMoreIsNamed() throws SQLException {
        change("UPDATE entry SET amount = 8 WHERE trade_id = ? AND account_id = ?", back, carol);
        assertNamed("I5", meal, "of its line 15 on account " + carol + ", 8 are reversed");
    }

    @Test
    void aReversalOfMoreLinesThanTheTradeIsNamed() throws SQLException {
        UUID dora = books.account("dora", 100);
        UUID erik = books.account("erik", 100);
        UUID two = Ids.next();
        UUID three = Ids.next();
        books.execute(raw().trade(two, erik, dora, 10)
                .account(erik, -10, 1)
                .account(dora, 10, 1)
                .entry(two, erik, 1, -10, -10)
                .entry(two, dora, 1, 10, 10)
                .sql());
        books.execute(raw().reversal(three, two, dora, erik, 10)
                .account(dora, 0, 2)
                .account(erik, -5, 2)
                .account(carol, 12, 3)
                .entry(three, dora, 2, -10, 0)
                .entry(three, erik, 2, 5, -5)
                .entry(three, carol, 3, 5, 12)
                .line(three, 2, carol, 3, "payment")
                .sql());
        assertNamed("I5", two, "of its line 0 on account " + carol + ", 5 are reversed");
    }

    @Test
    void twoLinesOfOneKindOnOneAccountAreNamed() throws SQLException {
        UUID dora = books.account("dora", 100);
        UUID erik = books.account("erik", 100);
        UUID id = Ids.next();
        books.execute(raw().trade(id, erik, dora, 10)
                .account(erik, -10, 1)
                .account(dora, 10, 2)
                .entry(id, erik, 1, -10, -10)
                .entry(id, dora, 1, 4, 4)
                .entry(id, dora, 2, 6, 10)
                .line(id, 2, dora, 2, "payment")
                .sql());
        assertNamed("I1", id, "has 2 lines of one kind on account " + dora);
    }

    private void change(String sql, Object... values) throws SQLException {
        books.execute(sql, values);
    }

    private void assertNamed(String invariant, UUID trade, String detail) throws SQLException {
        assertThat(verifyLedger.verify(books.community()).violations()).anySatisfy(violation -> {
            assertThat(violation.invariant()).isEqualTo(invariant);
            assertThat(violation.subject()).isEqualTo("trade " + trade);
            assertThat(violation.detail()).contains(detail);
        });
    }
}
