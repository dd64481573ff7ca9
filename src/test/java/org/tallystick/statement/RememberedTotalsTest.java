package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.posting.AccountEntries;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

class RememberedTotalsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final RememberedTotals totals = new RememberedTotals();
    private BooksFixture books;
    private UUID alice;

    /** Alice's entries: -10, 4, -3. */
    @BeforeEach
    void threeTrades() throws SQLException {
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 100);
        UUID bob = books.account("bob", 100);
        books.trade(alice, bob, 10);
        books.trade(bob, alice, 4);
        books.trade(alice, bob, 3);
    }

    private StatementTotals between(long first, long end, long net) throws SQLException {
        try (Connection connection = database.application().getConnection()) {
            AccountEntries entries = new AccountEntries(connection, books.community(), new AccountId(alice));
            return totals.between(new StatementSql(entries), first, end, Amount.ofMinorUnits(net));
        }
    }

    private static StatementTotals of(long in, long out) {
        return new StatementTotals(Amount.ofMinorUnits(in), Amount.ofMinorUnits(out));
    }

    @Test
    void aSumGrowsWithThePeriodAndServesAShorterOne() throws SQLException {
        assertThat(between(1, 1, 0)).isEqualTo(of(0, 0));
        assertThat(between(1, 3, -6)).isEqualTo(of(4, 10));
        assertThat(between(1, 4, -9)).isEqualTo(of(4, 13));
        assertThat(between(1, 4, -9)).isEqualTo(of(4, 13));
        assertThat(between(1, 2, -10)).isEqualTo(of(0, 10));
        assertThat(between(2, 4, 1)).isEqualTo(of(4, 3));
    }

    @Test
    void whatIsRememberedIsNotReadAgain() throws SQLException {
        between(1, 3, -6);
        change("UPDATE entry SET amount = -11 WHERE entry_no = 1 AND account_id = ?");

        assertThat(between(1, 4, -9)).isEqualTo(of(4, 13));
    }

    @Test
    void aDatabaseThatWasRestoredAndWentOnOtherwiseIsAddedUpAnew() throws SQLException {
        between(1, 4, -9);
        change("UPDATE entry SET amount = -7 WHERE entry_no = 3 AND account_id = ?");

        assertThat(between(1, 4, -13)).isEqualTo(of(4, 17));
    }

    private void change(String sql) throws SQLException {
        books.execute("ALTER TABLE entry DISABLE TRIGGER USER");
        books.execute(sql, alice);
    }
}
