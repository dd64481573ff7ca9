package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** The guards of trades of more than two lines, tried with SQL that no program of ours would send. */
class ManyLinesGuardsTest {
    private static final String I1 = "TS001";
    private static final String I5 = "TS005";
    private static final String UNIQUE = "23505";
    private static final String NO_RIGHT = "42501";

    private TestDatabase database;
    private BooksFixture books;
    private UUID alice;
    private UUID bob;
    private UUID carol;
    private UUID fund;

    /** Alice paid bob 25 and carol 15, and owed the fund 4: she stands at -44 after 2 entries, the others after 1. */
    private UUID meal;

    @BeforeEach
    void aSharedMealWithALevy() throws SQLException {
        database = TestDatabase.fresh();
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 1000);
        bob = books.account("bob", 1000);
        carol = books.account("carol", 1000);
        fund = books.fund();
        meal = Ids.next();
        books.execute(meal(meal, fund, 4).sql());
    }

    private RawPosting raw() {
        return new RawPosting(books.community().value());
    }

    private RawPosting meal(UUID id, UUID levyGoesTo, long received) {
        return raw().trade(id, alice, bob, 40)
                .account(alice, -44, 2)
                .account(bob, 25, 1)
                .account(carol, 15, 1)
                .account(levyGoesTo, received, 1)
                .entry(id, alice, 1, -40, -40)
                .entry(id, bob, 1, 25, 25)
                .entry(id, carol, 1, 15, 15)
                .entry(id, alice, 2, -4, -44)
                .entry(id, levyGoesTo, 1, received, received)
                .line(id, 2, carol, 1, "payment")
                .line(id, 3, alice, 2, "levy")
                .line(id, 4, levyGoesTo, 1, "levy");
    }

    /** A trade of alice's with bob, of 5, after the meal. */
    private RawPosting fiveToBob(UUID id) {
        return raw().trade(id, alice, bob, 5)
                .account(alice, -49, 3)
                .account(bob, 30, 2)
                .entry(id, alice, 3, -5, -49)
                .entry(id, bob, 2, 5, 30);
    }

    /** Of the meal, what bob and carol give back, and the fund: at first all of it. */
    private RawPosting back(UUID id, long bobs, long carols, long levy) {
        RawPosting back = raw().reversal(id, meal, bob, alice, bobs + carols)
                .account(bob, 25 - bobs, 2)
                .account(carol, 15 - carols, 2)
                .account(alice, -44 + bobs + carols + levy, 4)
                .account(fund, 4 - levy, 2)
                .entry(id, bob, 2, -bobs, 25 - bobs)
                .entry(id, carol, 2, -carols, 15 - carols)
                .entry(id, alice, 3, bobs + carols, -44 + bobs + carols)
                .entry(id, fund, 2, -levy, 4 - levy)
                .entry(id, alice, 4, levy, -44 + bobs + carols + levy);
        return back.line(id, 1, carol, 2, "payment")
                .line(id, 3, fund, 2, "levy")
                .line(id, 4, alice, 4, "levy");
    }

    @Test
    void whatTheServiceWritesPasses() {
        assertThat(tried(fiveToBob(Ids.next()).sql())).isEmpty();
        assertThat(tried(back(Ids.next(), 25, 15, 4).sql())).isEmpty();
        assertThat(tried(back(Ids.next(), 10, 6, 2).sql())).isEmpty();
    }

    @Test
    void aLineThatNamesAnEntryOfAnotherTradeIsRefused() {
        UUID id = Ids.next();
        assertThat(tried(fiveToBob(id).line(id, 2, alice, 1, "payment").sql())).isEqualTo(I1);
    }

    @Test
    void aLaterLineIsRefused() {
        assertThat(tried(raw().line(meal, 5, alice, 1, "payment").sql())).isEqualTo(I1);
        assertThat(tried(raw().line(meal, 5, bob, 7, "payment").sql())).isEqualTo(I1);
    }

    @Test
    void aLineStandsOnce() {
        assertThat(tried(raw().line(meal, 5, carol, 1, "payment").sql())).isEqualTo(UNIQUE);
        assertThat(tried(raw().line(meal, 5, fund, 1, "payment").sql())).isEqualTo(UNIQUE);
        UUID id = Ids.next();
        RawPosting twice = raw().trade(id, alice, bob, 5)
                .account(alice, -49, 3)
                .account(bob, 30, 3)
                .entry(id, alice, 3, -5, -49)
                .entry(id, bob, 2, 2, 27)
                .entry(id, bob, 3, 3, 30)
                .line(id, 2, bob, 3, "payment");
        assertThat(tried(twice.sql())).isEqualTo(I1);
    }

    @Test
    void anEntryThatTheTradeDoesNotNameIsRefused() {
        UUID id = Ids.next();
        assertThat(tried(fiveToBob(id)
                        .account(fund, 5, 2)
                        .entry(id, fund, 2, 1, 5)
                        .sql()))
                .isEqualTo(I1);
        assertThat(tried(levied(id, fund, -1, 1).entry(id, carol, 2, 0, 15).sql()))
                .isNotEmpty();
    }

    /** The five to bob with a levy of alice's, which somebody receives. */
    private RawPosting levied(UUID id, UUID receiver, long owed, long received) {
        long before = receiver.equals(fund) ? 4 : 15;
        return raw().trade(id, alice, bob, 5)
                .account(alice, -49 + owed, 4)
                .account(bob, 30, 2)
                .account(receiver, before + received, 2)
                .entry(id, alice, 3, -5, -49)
                .entry(id, bob, 2, 5, 30)
                .entry(id, alice, 4, owed, -49 + owed)
                .entry(id, receiver, 2, received, before + received)
                .line(id, 2, alice, 4, "levy")
                .line(id, 3, receiver, 2, "levy");
    }

    @Test
    void aLevyGoesToTheFundAndSumsToZero() {
        assertThat(tried(levied(Ids.next(), fund, -1, 1).sql())).isEmpty();
        assertThat(tried(levied(Ids.next(), carol, -1, 1).sql())).isEqualTo(I1);
        assertThat(tried(levied(Ids.next(), fund, -1, 2).sql())).isEqualTo(I1);
    }

    @Test
    void linesThatDoNotMoveTheTradesAmountAreRefused() {
        UUID id = Ids.next();
        assertThat(tried(raw().trade(id, alice, bob, 6)
                        .account(alice, -50, 3)
                        .account(bob, 27, 2)
                        .account(carol, 18, 2)
                        .entry(id, alice, 3, -6, -50)
                        .entry(id, bob, 2, 2, 27)
                        .entry(id, carol, 2, 3, 18)
                        .line(id, 2, carol, 2, "payment")
                        .sql()))
                .isEqualTo(I1);
    }

    @Test
    void aReversalGoesBackToNoStranger() throws SQLException {
        UUID dora = books.account("dora", 100);
        UUID id = Ids.next();
        String toDora = raw().reversal(id, meal, bob, alice, 10)
                .account(bob, 15, 2)
                .account(alice, -39, 3)
                .account(dora, 5, 1)
                .entry(id, bob, 2, -10, 15)
                .entry(id, alice, 3, 5, -39)
                .entry(id, dora, 1, 5, 5)
                .line(id, 2, dora, 1, "payment")
                .sql();
        assertThat(tried(toDora)).isEqualTo(I5);
    }

    @Test
    void noLineIsReversedBeyondItself() {
        assertThat(tried(back(Ids.next(), 26, 4, 3).sql())).isEqualTo(I5);
        assertThat(tried(back(Ids.next(), 20, 16, 3).sql())).isEqualTo(I5);
        assertThat(tried(back(Ids.next(), 20, 10, 5).sql())).isNotEmpty();
        assertThat(tried(back(Ids.next(), 25, 15, 5).sql())).isNotEmpty();
    }

    @Test
    void linesAreNeverChangedOrDeleted() throws SQLException {
        String update = "UPDATE trade_line SET kind = 'payment'";
        assertThat(tried(database.owner(), update)).isEqualTo(I5);
        assertThat(tried(database.owner(), "DELETE FROM trade_line")).isEqualTo(I5);
        assertThat(tried(database.application(), update)).isEqualTo(NO_RIGHT);
        assertThat(tried(database.application(), "DELETE FROM trade_line")).isEqualTo(NO_RIGHT);
    }

    private String tried(String sql) {
        return tried(database.application(), sql);
    }

    /** In a transaction that is rolled back: the SQLSTATE, or nothing. */
    private static String tried(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(sql);
                return "";
            } catch (SQLException e) {
                return String.valueOf(e.getSQLState());
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
