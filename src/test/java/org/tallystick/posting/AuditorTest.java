package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

/**
 * Somebody has the database's superuser, puts the guards aside, and changes something old. Whoever verifies is told where, unless
 * everything that follows from it was rewritten as well.
 */
class AuditorTest {
    private static final String WITHOUT_GUARDS = "SET session_replication_role = replica; ";

    private TestDatabase database;
    private VerifyLedger verifyLedger;
    private BooksFixture books;
    private UUID alice;
    private UUID bob;
    private UUID bread;

    @BeforeEach
    void oldTradesAndNewerOnesOnTheSameAccounts() throws SQLException {
        database = TestDatabase.fresh();
        verifyLedger = new VerifyLedger(database.application());
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 1_000);
        bob = books.account("bob", 1_000);
        books.trade(bob, alice, 5);
        bread = books.trade(alice, bob, 40);
        books.trade(bob, alice, 3);
        assertThat(verify().ok()).isTrue();
    }

    @Test
    void evenASuperuserIsStoppedByTheGuardsUntilTheyArePutAside() {
        assertThatThrownBy(() -> database.asAdministrator("UPDATE entry SET amount = -4000 WHERE amount = -40"))
                .hasStackTraceContaining("never");
    }

    @Test
    void theAmountOfAnOldEntryIsNamedWithAccountNumberAndTrade() throws SQLException {
        tamper("UPDATE entry SET amount = -39 WHERE trade_id = '" + bread + "' AND account_id = '" + alice + "'");
        assertNamed("I3", "account " + alice + " entry 2", "5 and -39 make not -35; it is of trade " + bread);
        assertNamed("I1", "trade " + bread, "its entries sum to 1; its entries move 39, not 40");
        assertNamed("I3", "account " + alice, "shows the balance -32, its entries sum to -31");
    }

    @Test
    void theAmountOfAnOldTradeIsNamed() throws SQLException {
        tamper("UPDATE trade SET amount = 39 WHERE trade_id = '" + bread + "'");
        assertNamed("I1", "trade " + bread, "its entries move 40, not 39");
    }

    @Test
    void anOldBalanceIsNamedWithAccountNumberAndTrade() throws SQLException {
        tamper("UPDATE entry SET balance_after = -34 WHERE trade_id = '" + bread + "' AND account_id = '" + alice
                + "'");
        assertNamed("I3", "account " + alice + " entry 2", "5 and -40 make not -34; it is of trade " + bread);
        assertNamed("I3", "account " + alice + " entry 3", "-34 and 3 make not -32");
    }

    @Test
    void theBalanceThatAnAccountShowsIsNamed() throws SQLException {
        tamper("UPDATE account SET balance = balance + 1 WHERE account_id = '" + alice + "'");
        assertNamed("I3", "account " + alice, "shows the balance -31, its entries sum to -32");
        assertNamed("I2", "currency HRS", "its balances sum to 1");
    }

    @Test
    void anAmountThatIsChangedOnBothSidesAndOnItsTradeIsNamedOnBothSides() throws SQLException {
        tamper("UPDATE trade SET amount = 39 WHERE trade_id = '" + bread + "'; "
                + "UPDATE entry SET amount = 39 * sign(amount) WHERE trade_id = '" + bread + "'");
        assertNamed("I3", "account " + alice + " entry 2", "it is of trade " + bread);
        assertNamed("I3", "account " + bob + " entry 2", "it is of trade " + bread);
    }

    @Test
    void balancesThatAreChangedOnBothSidesAreNamedThoughTheySumToZero() throws SQLException {
        tamper("UPDATE account SET balance = balance - sign(balance) WHERE balance <> 0");
        assertNamed("I3", "account " + alice, "shows the balance -31, its entries sum to -32");
        assertNamed("I3", "account " + bob, "shows the balance 31, its entries sum to 32");
    }

    /** What the documents say that it cannot do: only a copy that the tamperer has not reached tells. */
    @Test
    void aRewritingOfEverythingThatFollowsIsNotSeen() throws SQLException {
        tamper("UPDATE trade SET amount = 39 WHERE trade_id = '" + bread + "'; "
                + "UPDATE entry SET amount = 39 * sign(amount) WHERE trade_id = '" + bread + "'; "
                + "UPDATE entry SET balance_after = balance_after + CASE account_id WHEN '" + alice
                + "' THEN 1 ELSE -1 END WHERE entry_no >= 2; "
                + "UPDATE account SET balance = balance + CASE account_id WHEN '" + alice + "' THEN 1 ELSE -1 END");
        assertThat(verify().ok()).isTrue();
    }

    private void tamper(String sql) {
        database.asAdministrator(WITHOUT_GUARDS + sql);
    }

    private Verification verify() throws SQLException {
        return verifyLedger.verify(books.community());
    }

    private void assertNamed(String invariant, String subject, String detail) throws SQLException {
        assertThat(verify().violations()).anySatisfy(violation -> {
            assertThat(violation.invariant()).isEqualTo(invariant);
            assertThat(violation.subject()).isEqualTo(subject);
            assertThat(violation.detail()).contains(detail);
        });
    }
}
