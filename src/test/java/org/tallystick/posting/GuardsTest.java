package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** The guards in the database, tried with SQL that no program of ours would send. */
class GuardsTest {
    private static final String I1 = "TS001";
    private static final String I3 = "TS003";
    private static final String I4 = "TS004";
    private static final String I5 = "TS005";
    private static final String CLOSED = "TS006";
    private static final String NO_RIGHT = "42501";
    private static final String WINDING_UP = "UPDATE community SET phase = 'winding-up'";

    /**
     * alice -15 after 3 entries, limit 100, cap 150; bob 45 after 4, limit 1000; debtor -30 after 1, limit since lowered
     * to 10. `bread` is alice's 40 to bob, of which `givenBack` reversed 15.
     */
    private record Books(
            BooksFixture fixture, UUID alice, UUID bob, UUID debtor, UUID aliceCredits, UUID bread, UUID givenBack) {

        static Books in(TestDatabase database) throws SQLException {
            BooksFixture fixture = BooksFixture.in(database.owner(), "maple");
            UUID alice = fixture.account("alice", 100, Optional.of(150L));
            UUID bob = fixture.account("bob", 1000);
            UUID debtor = fixture.account("debtor", 50);
            UUID aliceCredits = fixture.inCredits(alice);
            UUID bread = fixture.trade(alice, bob, 40);
            fixture.trade(bob, alice, 10);
            fixture.trade(debtor, bob, 30);
            fixture.execute("UPDATE account SET credit_limit = 10 WHERE account_id = ?", debtor);
            UUID givenBack = fixture.reversal(bread, bob, alice, 15);
            fixture.key("first", bread);
            fixture.execute(
                    "INSERT INTO change_record VALUES (?, ?, 'limits', 'debtor', ?, now(), 'agreed')",
                    fixture.community().value(),
                    Ids.next(),
                    BooksFixture.SOMEBODY);
            return new Books(fixture, alice, bob, debtor, aliceCredits, bread, givenBack);
        }

        RawPosting posting() {
            return new RawPosting(fixture.community().value());
        }

        RawPosting posting(String bookedAt) {
            return new RawPosting(fixture.community().value(), bookedAt);
        }

        /** What the service would write for a trade from alice to bob. */
        String aliceToBob(long amount) {
            UUID id = Ids.next();
            return fromAlice(posting().trade(id, alice, bob, amount), id, amount)
                    .sql();
        }

        /** A trade from alice to bob that names entries with numbers so much higher than those that it gets. */
        String misnamed(long payerEntry, long payeeEntry) {
            UUID id = Ids.next();
            return fromAlice(posting().trade(id, alice, bob, 5).misnaming(payerEntry, payeeEntry), id, 5)
                    .sql();
        }

        String bobToAlice(long amount) {
            UUID id = Ids.next();
            return fromAlice(posting().trade(id, bob, alice, amount), id, -amount)
                    .sql();
        }

        String debtorToBob(long amount) {
            UUID id = Ids.next();
            return posting()
                    .trade(id, amount > 0 ? debtor : bob, amount > 0 ? bob : debtor, Math.abs(amount))
                    .account(debtor, -30 - amount, 2)
                    .account(bob, 45 + amount, 5)
                    .entry(id, debtor, 2, -amount, -30 - amount)
                    .entry(id, bob, 5, amount, 45 + amount)
                    .sql();
        }

        RawPosting fromAlice(RawPosting posting, UUID trade, long amount) {
            return posting.account(alice, -15 - amount, 4)
                    .account(bob, 45 + amount, 5)
                    .entry(trade, alice, 4, -amount, -15 - amount)
                    .entry(trade, bob, 5, amount, 45 + amount);
        }

        String reversal(UUID original, long amount) {
            UUID id = Ids.next();
            return fromAlice(posting().reversal(id, original, bob, alice, amount), id, -amount)
                    .sql();
        }

        /** A second part of a reversal, after the first gave this much back. */
        String nextReversal(long before, long amount) {
            UUID id = Ids.next();
            return posting()
                    .reversal(id, bread, bob, alice, amount)
                    .account(alice, -15 + before + amount, 5)
                    .account(bob, 45 - before - amount, 6)
                    .entry(id, alice, 5, amount, -15 + before + amount)
                    .entry(id, bob, 6, -amount, 45 - before - amount)
                    .sql();
        }

        String twoTrades(long firstBalance, long secondNo) {
            UUID first = Ids.next();
            UUID second = Ids.next();
            return posting()
                    .trade(first, alice, bob, 5)
                    .trade(second, alice, bob, 5)
                    .account(alice, -25, secondNo)
                    .account(bob, 55, 6)
                    .entry(first, alice, 4, -5, firstBalance)
                    .entry(first, bob, 5, 5, 50)
                    .entry(second, alice, secondNo, -5, -25)
                    .entry(second, bob, 6, 5, 55)
                    .sql();
        }

        String ofAlice(String assignments) {
            return "UPDATE account SET " + assignments + " WHERE account_id = '" + alice + "'";
        }
    }

    /** Statements of one transaction, the last of which is to be refused with this SQLSTATE (or none of them). */
    private record Attempt(String name, String sqlState, Function<Books, List<String>> statements) {
        static Attempt of(String name, String sqlState, Function<Books, String> statement) {
            return new Attempt(name, sqlState, books -> List.of(statement.apply(books)));
        }
    }

    private static final List<Attempt> ZERO_SUM = List.of(
            Attempt.of("entries that do not sum to zero", I1, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -20, 4)
                        .account(books.bob, 51, 5)
                        .entry(id, books.alice, 4, -5, -20)
                        .entry(id, books.bob, 5, 6, 51)
                        .sql();
            }),
            Attempt.of("a single entry", I1, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -20, 4)
                        .entry(id, books.alice, 4, -5, -20)
                        .sql();
            }),
            Attempt.of("entries that move another amount than the trade's", I1, books -> {
                UUID id = Ids.next();
                return books.fromAlice(books.posting().trade(id, books.alice, books.bob, 5), id, 6)
                        .sql();
            }),
            Attempt.of(
                    "entries without a trade",
                    I1,
                    books -> books.fromAlice(books.posting(), Ids.next(), 5).sql()),
            Attempt.of(
                    "more entries for a trade that has its own",
                    I1,
                    books -> books.fromAlice(books.posting(), books.bread, 40).sql()),
            Attempt.of("a trade that names another entry of its payer", I1, books -> books.misnamed(1, 0)),
            Attempt.of("a trade that names another entry of its payee", I1, books -> books.misnamed(0, 1)),
            Attempt.of("entries of another payer", I1, books -> {
                UUID id = Ids.next();
                return books.fromAlice(
                                books.posting()
                                        .trade(id, books.debtor, books.bob, 5)
                                        .misnaming(3, 0),
                                id,
                                5)
                        .sql();
            }),
            Attempt.of("entries of another payee", I1, books -> {
                UUID id = Ids.next();
                return books.fromAlice(
                                books.posting()
                                        .trade(id, books.alice, books.debtor, 5)
                                        .misnaming(0, 4),
                                id,
                                5)
                        .sql();
            }),
            Attempt.of("entries in two currencies", I1, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.bob, books.aliceCredits, 5)
                        .account(books.bob, 40, 5)
                        .account(books.aliceCredits, 5, 1)
                        .entry(id, books.bob, 5, -5, 40)
                        .entry(id, books.aliceCredits, 1, 5, 5)
                        .sql();
            }));

    private static final List<Attempt> CHAIN = List.of(
            Attempt.of("a number left out", I3, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -20, 5)
                        .account(books.bob, 50, 5)
                        .entry(id, books.alice, 5, -5, -20)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("a number left out between two entries of a statement", I3, books -> books.twoTrades(-20, 6)),
            Attempt.of("a wrong balance between two entries of a statement", I3, books -> books.twoTrades(-21, 5)),
            Attempt.of("a balance after that does not follow, shown by the account too", I3, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -21, 4)
                        .account(books.bob, 50, 5)
                        .entry(id, books.alice, 4, -5, -21)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("an account that shows another balance than its last entry", I3, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -19, 4)
                        .account(books.bob, 50, 5)
                        .entry(id, books.alice, 4, -5, -20)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("an account that shows more entries than there are", I3, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.alice, -20, 5)
                        .account(books.bob, 50, 5)
                        .entry(id, books.alice, 4, -5, -20)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("an account left behind by its entries", I3, books -> {
                UUID id = Ids.next();
                return books.posting()
                        .trade(id, books.alice, books.bob, 5)
                        .account(books.bob, 50, 5)
                        .entry(id, books.alice, 4, -5, -20)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("entries of an account that is not there", I3, books -> {
                UUID id = Ids.next();
                UUID nobody = Ids.next();
                return books.posting()
                        .trade(id, nobody, books.bob, 5)
                        .account(books.bob, 50, 5)
                        .entry(id, nobody, 1, -5, -5)
                        .entry(id, books.bob, 5, 5, 50)
                        .sql();
            }),
            Attempt.of("a booking time before the last", I3, books -> {
                UUID id = Ids.next();
                return books.fromAlice(
                                books.posting("2025-12-31T00:00:00Z").trade(id, books.alice, books.bob, 5), id, 5)
                        .sql();
            }),
            Attempt.of("a balance without entries", I3, books -> books.ofAlice("balance = -14")),
            Attempt.of("a count without entries", I3, books -> books.ofAlice("entry_count = 4")),
            Attempt.of(
                    "a count and a balance wound back", I3, books -> books.ofAlice("entry_count = 2, balance = -30")),
            Attempt.of("a last booking time without entries", I3, books -> books.ofAlice("last_booked_at = now()")),
            Attempt.of(
                    "another currency",
                    I3,
                    books -> "UPDATE account SET currency_code = 'CRD' WHERE account_id = '" + books.bob + "'"),
            Attempt.of("another id", I3, books -> books.ofAlice("account_id = '" + Ids.next() + "'")),
            Attempt.of(
                    "a deleted account", I3, books -> "DELETE FROM account WHERE account_id = '" + books.alice + "'"),
            Attempt.of(
                    "an account that opens with a balance",
                    I3,
                    books -> "INSERT INTO account (community_id, account_id,"
                            + " currency_code, kind, credit_limit, balance) VALUES ('"
                            + books.fixture.community().value() + "', '" + Ids.next() + "', 'HRS', 'fund', 0, 1)"));

    private static final List<Attempt> LIMITS = List.of(
            Attempt.of("a trade that passes the credit limit by one", I4, books -> books.aliceToBob(86)),
            Attempt.of("a trade that passes the cap by one", I4, books -> books.bobToAlice(166)),
            Attempt.of("a hold that passes the credit limit", I4, books -> books.ofAlice("held_out = 86")),
            Attempt.of("a hold that passes the cap", I4, books -> books.ofAlice("held_in = 166")),
            Attempt.of("a trade beneath a lowered limit", I4, books -> books.debtorToBob(1)),
            Attempt.of(
                    "a hold beneath a lowered limit",
                    I4,
                    books -> "UPDATE account SET held_out = 1 WHERE account_id = '" + books.debtor + "'"),
            new Attempt(
                    "a trade on what a hold has set aside",
                    I4,
                    books -> List.of(books.ofAlice("held_out = 80"), books.aliceToBob(6))),
            Attempt.of("an override that the transaction does not mark", I4, books -> {
                UUID id = Ids.next();
                return books.fromAlice(books.posting().override(id, books.alice, books.bob, 86), id, 86)
                        .sql();
            }),
            new Attempt("a marked trade that names no administrator", I4, books -> {
                UUID id = Ids.next();
                return List.of(
                        mark(id),
                        books.fromAlice(books.posting().trade(id, books.alice, books.bob, 86), id, 86)
                                .sql());
            }),
            new Attempt("another trade in the statement of a marked one", I4, books -> {
                UUID marked = Ids.next();
                UUID other = Ids.next();
                return List.of(
                        mark(marked),
                        books.posting()
                                .override(marked, books.alice, books.bob, 86)
                                .trade(other, books.debtor, books.bob, 1)
                                .account(books.alice, -101, 4)
                                .account(books.debtor, -31, 2)
                                .account(books.bob, 132, 6)
                                .entry(marked, books.alice, 4, -86, -101)
                                .entry(marked, books.bob, 5, 86, 131)
                                .entry(other, books.debtor, 2, -1, -31)
                                .entry(other, books.bob, 6, 1, 132)
                                .sql());
            }),
            new Attempt("a hold after a marked trade", I4, books -> {
                UUID id = Ids.next();
                return List.of(
                        mark(id),
                        books.fromAlice(books.posting().override(id, books.alice, books.bob, 86), id, 86)
                                .sql(),
                        books.ofAlice("held_out = 1"));
            }));

    private static final List<Attempt> IMMUTABLE = List.of(
            Attempt.of("a reversal of more than is left", I5, books -> books.reversal(books.bread, 26)),
            new Attempt(
                    "a reversal of more than is left, in two statements",
                    I5,
                    books -> List.of(books.reversal(books.bread, 13), books.nextReversal(13, 13))),
            Attempt.of("a reversal of more than is left, in two trades of a statement", I5, books -> {
                UUID first = Ids.next();
                UUID second = Ids.next();
                return books.posting()
                        .reversal(first, books.bread, books.bob, books.alice, 13)
                        .reversal(second, books.bread, books.bob, books.alice, 13)
                        .account(books.alice, 11, 5)
                        .account(books.bob, 19, 6)
                        .entry(first, books.alice, 4, 13, -2)
                        .entry(first, books.bob, 5, -13, 32)
                        .entry(second, books.alice, 5, 13, 11)
                        .entry(second, books.bob, 6, -13, 19)
                        .sql();
            }),
            Attempt.of("a reversal of a reversal", I5, books -> {
                UUID id = Ids.next();
                return books.fromAlice(books.posting().reversal(id, books.givenBack, books.alice, books.bob, 5), id, 5)
                        .sql();
            }),
            Attempt.of("a reversal of nothing", I5, books -> books.reversal(Ids.next(), 5)),
            Attempt.of("a reversal the same way once more", I5, books -> {
                UUID id = Ids.next();
                return books.fromAlice(books.posting().reversal(id, books.bread, books.alice, books.bob, 5), id, 5)
                        .sql();
            }),
            Attempt.of("a changed trade", I5, books -> "UPDATE trade SET description = 'cake'"),
            Attempt.of("a deleted trade", I5, books -> "DELETE FROM trade"),
            Attempt.of("a changed entry", I5, books -> "UPDATE entry SET balance_after = balance_after"),
            Attempt.of("a deleted entry", I5, books -> "DELETE FROM entry"),
            Attempt.of("a changed key", I5, books -> "UPDATE idempotency_key SET key = 'second'"),
            Attempt.of("a deleted key", I5, books -> "DELETE FROM idempotency_key"),
            Attempt.of("a changed record of a change", I5, books -> "UPDATE change_record SET reason = 'none'"),
            Attempt.of(
                    "a changed record, under the name of what may",
                    I5,
                    books ->
                            "CREATE FUNCTION pg_temp.redact_changes(a uuid, b uuid, c text, d text[], e text[]) RETURNS void"
                                    + " LANGUAGE plpgsql AS 'BEGIN UPDATE change_record SET reason = c; END';"
                                    + "SELECT pg_temp.redact_changes(NULL, NULL, 'none', NULL, NULL)"),
            Attempt.of("a deleted record of a change", I5, books -> "DELETE FROM change_record"));

    private static final List<Attempt> RIGHT = List.of(
            Attempt.of("a trade up to the credit limit", "", books -> books.aliceToBob(85)),
            Attempt.of("a trade up to the cap", "", books -> books.bobToAlice(165)),
            Attempt.of("two trades of one account in a statement", "", books -> books.twoTrades(-20, 5)),
            Attempt.of("two trades in two statements", "", books -> books.aliceToBob(1)),
            Attempt.of("a hold up to the credit limit", "", books -> books.ofAlice("held_out = 85")),
            Attempt.of("a hold up to the cap", "", books -> books.ofAlice("held_in = 165")),
            Attempt.of("a limit lowered beneath the balance", "", books -> books.ofAlice("credit_limit = 0")),
            Attempt.of("a trade back toward a lowered limit", "", books -> books.debtorToBob(-1)),
            new Attempt(
                    "a trade that accepts what a hold had set aside",
                    "",
                    books -> List.of(
                            books.ofAlice("held_out = 85"),
                            books.ofAlice("held_out = 0, credit_limit = 85"),
                            books.aliceToBob(70))),
            new Attempt("a marked override, and an ordinary trade after it", "", books -> {
                UUID id = Ids.next();
                UUID next = Ids.next();
                return List.of(
                        mark(id),
                        books.fromAlice(books.posting().override(id, books.alice, books.bob, 86), id, 86)
                                .sql(),
                        books.posting()
                                .trade(next, books.bob, books.alice, 1)
                                .account(books.alice, -100, 5)
                                .account(books.bob, 130, 6)
                                .entry(next, books.alice, 5, 1, -100)
                                .entry(next, books.bob, 6, -1, 130)
                                .sql());
            }),
            new Attempt(
                    "a marked settlement of a community that is being wound up",
                    "",
                    books -> settle(
                            books,
                            Ids.next(),
                            15,
                            WINDING_UP,
                            markWindingUp(books.fixture.community().value()))),
            new Attempt(
                    "a reversal of all that is left, in two parts",
                    "",
                    books -> List.of(books.reversal(books.bread, 13), books.nextReversal(13, 12))));

    private static final List<Attempt> WOUND_UP = List.of(
            new Attempt(
                    "a trade in a community that is being wound up",
                    CLOSED,
                    books -> List.of(WINDING_UP, books.aliceToBob(1))),
            new Attempt("a trade between members that is marked as settling it", CLOSED, books -> {
                UUID id = Ids.next();
                return List.of(
                        WINDING_UP,
                        markWindingUp(books.fixture.community().value()),
                        books.posting()
                                .trade(id, books.bob, books.alice, 1)
                                .account(books.alice, -14, 4)
                                .account(books.bob, 44, 5)
                                .entry(id, books.alice, 4, 1, -14)
                                .entry(id, books.bob, 5, -1, 44)
                                .sql());
            }),
            new Attempt("a settlement that is not marked", CLOSED, books -> settle(books, Ids.next(), 15, WINDING_UP)),
            new Attempt(
                    "a settlement that is marked as another community's",
                    CLOSED,
                    books -> settle(books, Ids.next(), 15, WINDING_UP, markWindingUp(Ids.next()))),
            new Attempt(
                    "a settlement that passes zero",
                    CLOSED,
                    books -> settle(
                            books,
                            Ids.next(),
                            16,
                            WINDING_UP,
                            markWindingUp(books.fixture.community().value()))),
            new Attempt(
                    "a settlement of a community that is wound up",
                    CLOSED,
                    books -> settle(
                            books,
                            Ids.next(),
                            15,
                            "UPDATE community SET phase = 'wound-up'",
                            markWindingUp(books.fixture.community().value()))));

    private static String markWindingUp(UUID community) {
        return "SET LOCAL tallystick.winding_up = '" + community + "'";
    }

    /** Brings alice, who owes 15, toward zero or beyond. */
    private static List<String> settle(Books books, UUID settlement, long amount, String... before) {
        UUID id = Ids.next();
        List<String> statements = new ArrayList<>(List.of(before));
        statements.add("INSERT INTO account (community_id, account_id, currency_code, kind) VALUES ('"
                + books.fixture.community().value() + "', '" + settlement + "', '" + BooksFixture.HOURS
                + "', 'settlement')");
        statements.add(books.posting()
                .trade(id, settlement, books.alice, amount)
                .account(books.alice, amount - 15, 4)
                .account(settlement, -amount, 1)
                .entry(id, books.alice, 4, amount, amount - 15)
                .entry(id, settlement, 1, -amount, -amount)
                .sql());
        return statements;
    }

    private static String mark(UUID trade) {
        return "SET LOCAL tallystick.override = '" + trade + "'";
    }

    @TestFactory
    Stream<DynamicTest> theGuardsRefuse() throws SQLException {
        TestDatabase guarded = TestDatabase.fresh();
        Books books = Books.in(guarded);
        return wrong().map(attempt -> DynamicTest.dynamicTest(attempt.name, () -> {
            List<String> statements = attempt.statements.apply(books);
            assertThat(tryOut(guarded.owner(), statements)).as("the owner").isEqualTo(attempt.sqlState);
            assertThat(tryOut(guarded.application(), statements))
                    .as("the application")
                    .isIn(attempt.sqlState, NO_RIGHT);
        }));
    }

    @TestFactory
    Stream<DynamicTest> withoutTheGuardsItSucceeds() throws SQLException {
        TestDatabase unguarded = TestDatabase.freshWithoutGuards();
        Books books = Books.in(unguarded);
        return wrong().map(attempt -> DynamicTest.dynamicTest(
                attempt.name,
                () -> assertThat(tryOut(unguarded.owner(), attempt.statements.apply(books)))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> theGuardsLetPass() throws SQLException {
        TestDatabase guarded = TestDatabase.fresh();
        Books books = Books.in(guarded);
        return RIGHT.stream()
                .map(attempt -> DynamicTest.dynamicTest(
                        attempt.name,
                        () -> assertThat(tryOut(guarded.application(), attempt.statements.apply(books)))
                                .isEmpty()));
    }

    private static Stream<Attempt> wrong() {
        return Stream.of(ZERO_SUM, CHAIN, LIMITS, IMMUTABLE, WOUND_UP).flatMap(List::stream);
    }

    @Test
    void theApplicationMayNotChangeWhatIsBooked() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Books.in(database);
        for (String table : List.of("trade", "entry", "idempotency_key", "change_record")) {
            for (String verb : List.of(
                    "DELETE FROM " + table,
                    "UPDATE " + table + " SET community_id = community_id",
                    "TRUNCATE " + table)) {
                assertThat(tryOut(database.application(), List.of(verb)))
                        .as(verb)
                        .isEqualTo(NO_RIGHT);
            }
        }
    }

    @Test
    void aTemporaryTableDoesNotStandInForARealOne() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Books books = Books.in(database);
        List<String> statements = new ArrayList<>(List.of("CREATE TEMP TABLE trade (LIKE public.trade)"));
        UUID id = Ids.next();
        statements.add(mark(id));
        statements.add(
                "INSERT INTO pg_temp.trade SELECT community_id, '" + id + "', currency_code, payer_id, payee_id, 86,"
                        + " description, booked_at, NULL, value_date, recorded_by, NULL, NULL, 'me', recorded_by, NULL, 4, 5, false"
                        + " FROM public.trade LIMIT 1");
        statements.add(books.fromAlice(books.posting().trade(id, books.alice, books.bob, 86), id, 86)
                .sql()
                .replace("INSERT INTO trade", "INSERT INTO public.trade"));
        assertThat(tryOut(database.application(), statements)).isEqualTo(I4);
    }

    @Test
    void ofTwoReversalsAtOnceTheSecondSeesTheFirst() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        Books books = Books.in(database);
        CountDownLatch firstIsIn = new CountDownLatch(1);
        CompletableFuture<String> second;
        try (Connection first = database.application().getConnection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute(onlyTheTrade(books));
            second = CompletableFuture.supplyAsync(() -> {
                firstIsIn.countDown();
                return tryOut(database.application(), List.of(onlyTheTrade(books)));
            });
            firstIsIn.await();
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(second).isNotDone();
            first.commit();
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(I5);
    }

    private static String onlyTheTrade(Books books) {
        return books.posting()
                .reversal(Ids.next(), books.bread, books.bob, books.alice, 20)
                .sql();
    }

    /** Runs the statements in a transaction that is rolled back, and returns the SQLSTATE of the last one, or nothing. */
    private static String tryOut(DataSource dataSource, List<String> statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String earlier : statements.subList(0, statements.size() - 1)) {
                statement.execute(earlier);
            }
            return lastOne(statement, statements.get(statements.size() - 1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lastOne(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            statement.getConnection().rollback();
        }
    }
}
