package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.account.AccountRef;
import org.tallystick.community.Community;
import org.tallystick.ledger.Amount;
import org.tallystick.posting.BookedTrade;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;
import org.tallystick.statement.StatementRequest;
import org.tallystick.statement.StatementWriter;
import org.tallystick.statement.Statements;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.testing.RandomBooks;
import org.tallystick.testing.RandomBooks.Booking;

/** Books at random over the days on which clocks are changed: every report says what was booked, and all say the same. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ReportsAgreeTest {
    private static final List<String> HANDLES = List.of("ann", "ben", "cas", "dot", "eve");
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    @Inject
    Fixtures fixtures;

    @Inject
    DataSource dataSource;

    @Inject
    Reports reports;

    @Inject
    Statements statements;

    private Community community;

    /** The head of a statement, and how many entries it has. */
    private static final class Read implements StatementWriter {
        private Optional<StatementHead> head = Optional.empty();
        private long entries;

        @Override
        public void begin(StatementHead begun) {
            head = Optional.of(begun);
        }

        @Override
        public void entry(StatementEntry entry) {
            entries++;
        }

        @Override
        public void end(Optional<String> nextCursor) {}
    }

    @BeforeEach
    void aCommunity() {
        community = fixtures.community();
        fixtures.enrol(community, HANDLES.toArray(String[]::new));
    }

    /** In spring a day has 23 hours there, in autumn 25. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-27T09:00:00Z", "2025-10-24T09:00:00Z"})
    void allReportsSayWhatWasBookedAndAgree(String begin) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (RandomBooks books =
                new RandomBooks(fixtures, dataSource, community, HANDLES, Instant.parse(begin), seed)) {
            books.live(300, 3_600);
            assertThat(books.bookings()).as("seed %d", seed).hasSizeGreaterThan(300);
            assertThat(books.trades())
                    .as("seed %d", seed)
                    .anyMatch(trade -> trade.reverses().isPresent());
            LocalDate first = LocalDate.ofInstant(Instant.parse(begin), ZONE);
            for (int i = 0; i < 12; i++) {
                LocalDate from = first.plusDays(random.nextInt(9) - 1);
                LocalDate to = from.plusDays(random.nextInt(5));
                assertPeriod(books, Optional.of(from), to, Optional.empty(), seed);
            }
            assertPeriod(books, Optional.empty(), first.plusDays(30), Optional.empty(), seed);
            for (int i = 0; i < 12; i++) {
                Instant at = books.bookings()
                        .get(random.nextInt(books.bookings().size()))
                        .at();
                assertPeriod(books, Optional.empty(), first.plusDays(30), Optional.of(at), seed);
                assertPeriod(books, Optional.empty(), first.plusDays(30), Optional.of(at.minusMillis(1)), seed);
            }
            assertNow(books, seed);
        }
    }

    private void assertPeriod(
            RandomBooks books, Optional<LocalDate> from, LocalDate to, Optional<Instant> asOf, long seed)
            throws IOException {
        String what = "%s to %s as of %s, seed %d".formatted(from, to, asOf, seed);
        List<Booking> until = books.bookings().stream()
                .filter(booking -> !day(booking).isAfter(to))
                .filter(booking -> asOf.isEmpty() || !booking.at().isAfter(asOf.get()))
                .toList();
        List<Booking> before = until.stream()
                .filter(booking -> from.isPresent() && day(booking).isBefore(from.get()))
                .toList();
        List<Booking> within = until.subList(before.size(), until.size());
        CollectedTable trial = read("trial-balance", from, to, asOf);
        CollectedTable balances = read("balances", Optional.empty(), to, asOf);
        assertThat(trial.head().subtitle()).as(what).contains("All balances sum to 0.00, as they must");
        for (AccountRef account : books.accounts()) {
            Predicate<Booking> own = booking -> booking.entry().account().equals(account.id());
            long opening = sum(before, own);
            long closing = sum(until, own);
            long in = sum(within, own.and(ReportsAgreeTest::comesIn));
            long out = -sum(within, own.and(Predicate.not(ReportsAgreeTest::comesIn)));
            Row line = trial.line("account", account.address());
            assertThat(List.of(
                            trial.units(line, "openingCredit") - trial.units(line, "openingDebit"),
                            trial.units(line, "credit"),
                            trial.units(line, "debit"),
                            trial.units(line, "closingCredit") - trial.units(line, "closingDebit"),
                            trial.units(line, "balance")))
                    .as("%s of %s", account.address(), what)
                    .isEqualTo(List.of(opening, in, out, closing, closing));
            Row balance = balances.line("account", account.address());
            assertThat(balances.units(balance, "balance")).as(what).isEqualTo(closing);
            assertThat(balances.count(balance, "entryNo"))
                    .as(what)
                    .isEqualTo(until.stream().filter(own).count());
            assertStatement(
                    account,
                    new StatementRequest(account, from, to, asOf, OptionalLong.empty(), Optional.empty()),
                    List.of(opening, closing, in, out),
                    within.stream().filter(own).count(),
                    what);
        }
        assertTrialTotals(trial, what);
        assertThat(balances.units(balances.total(), "balance")).as(what).isZero();
        if (asOf.isEmpty()) {
            assertMembers(fixtures.account(community, "fund"), read("members", from, to, asOf), trial, within, what);
            assertTrades(read("trades", from, to, asOf), trial, within, what);
            assertLevies(books, read("levies", from, to, asOf), trial, within, what);
        }
    }

    private void assertStatement(
            AccountRef account, StatementRequest request, List<Long> expected, long entries, String what)
            throws IOException {
        Read statement = new Read();
        statements.write(statements.open(request, ZONE), statement);
        assertThat(statement.entries).as(what).isEqualTo(entries);
        StatementHead head = statement.head.orElseThrow();
        assertThat(List.of(head.openingBalance(), head.closingBalance(), head.totalIn(), head.totalOut()))
                .as("statement of %s, %s", account.address(), what)
                .isEqualTo(expected.stream().map(Amount::ofMinorUnits).toList());
    }

    private static void assertTrialTotals(CollectedTable trial, String what) {
        for (String column : List.of(
                "openingDebit", "openingCredit", "debit", "credit", "closingDebit", "closingCredit", "balance")) {
            assertThat(trial.units(trial.total(), column))
                    .as("%s, %s", column, what)
                    .isEqualTo(trial.sum(trial.lines, column))
                    .isEqualTo(trial.sum(trial.subtotals, column));
        }
        assertThat(trial.units(trial.total(), "balance")).as(what).isZero();
        assertThat(trial.units(trial.total(), "debit")).as(what).isEqualTo(trial.units(trial.total(), "credit"));
        assertThat(trial.units(trial.total(), "closingDebit"))
                .as(what)
                .isEqualTo(trial.units(trial.total(), "closingCredit"));
        assertThat(trial.subtotals.stream().map(row -> trial.text(row, "account")))
                .contains("Subtotal member", "Subtotal fund", "Subtotal settlement");
    }

    private static void assertMembers(
            AccountRef fund, CollectedTable members, CollectedTable trial, List<Booking> within, String what) {
        assertThat(members.lines).hasSameSizeAs(HANDLES);
        for (Row line : members.lines) {
            Row other = trial.line("account", members.text(line, "member"));
            assertThat(List.of(
                            members.units(line, "sold"), members.units(line, "bought"), members.units(line, "balance")))
                    .as(what)
                    .isEqualTo(List.of(
                            trial.units(other, "credit"), trial.units(other, "debit"), trial.units(other, "balance")));
        }
        long trades = within.stream()
                .filter(booking -> !booking.entry().account().equals(fund.id()))
                .map(booking -> List.of(booking.trade().id(), booking.entry().account()))
                .distinct()
                .count();
        assertThat(members.lines.stream()
                        .mapToLong(line -> members.count(line, "trades"))
                        .sum())
                .as(what)
                .isEqualTo(trades);
    }

    private static void assertTrades(CollectedTable trades, CollectedTable trial, List<Booking> within, String what) {
        assertThat(trades.lines).as(what).hasSameSizeAs(within);
        assertThat(trades.units(trades.total(), "debit"))
                .as(what)
                .isEqualTo(trades.sum(trades.lines, "debit"))
                .isEqualTo(trial.units(trial.total(), "debit"));
        assertThat(trades.units(trades.total(), "credit")).as(what).isEqualTo(trial.units(trial.total(), "credit"));
        assertThat(trades.lines.stream()
                        .map(line -> List.<Object>of(
                                trades.text(line, "tradeId"),
                                trades.text(line, "line"),
                                trades.units(line, "credit") - trades.units(line, "debit"),
                                trades.text(line, "reverses")))
                        .toList())
                .as(what)
                .containsExactlyInAnyOrderElementsOf(within.stream()
                        .map(booking -> List.<Object>of(
                                booking.trade().id().value().toString(),
                                booking.entry().isLevy() ? "levy" : "payment",
                                booking.entry().amount().minorUnits(),
                                booking.trade()
                                        .reverses()
                                        .map(id -> id.value().toString())
                                        .orElse("")))
                        .toList());
    }

    private static void assertLevies(
            RandomBooks books, CollectedTable levies, CollectedTable trial, List<Booking> within, String what) {
        Row fund = trial.line("account", "fund");
        assertThat(levies.units(levies.total(), "amount"))
                .as(what)
                .isEqualTo(levies.sum(levies.lines, "amount"))
                .isEqualTo(trial.units(fund, "balance"));
        assertThat(levies.units(levies.line("line", "opening"), "amount"))
                .as(what)
                .isEqualTo(trial.units(fund, "openingCredit") - trial.units(fund, "openingDebit"));
        assertThat(levies.sum(levies.subtotals, "amount"))
                .as(what)
                .isEqualTo(trial.units(fund, "credit") - trial.units(fund, "debit"));
        for (AccountRef account : books.accounts().subList(0, HANDLES.size())) {
            Predicate<Booking> own = booking -> booking.entry().account().equals(account.id())
                    && booking.entry().isLevy();
            List<Row> lines = levies.lines.stream()
                    .filter(row -> levies.text(row, "line").equals("levy")
                            && levies.text(row, "account").equals(account.address()))
                    .toList();
            assertThat(List.of(levies.sum(lines, "in"), levies.sum(lines, "out")))
                    .as("levies of %s, %s", account.address(), what)
                    .isEqualTo(List.of(
                            -sum(within, own.and(Predicate.not(ReportsAgreeTest::comesIn))),
                            sum(within, own.and(ReportsAgreeTest::comesIn))));
        }
    }

    /** What stands in the accounts themselves is the end of it all. */
    private void assertNow(RandomBooks books, long seed) throws IOException {
        CollectedTable limits = read("limits", Optional.empty(), LocalDate.now(ZONE), Optional.empty());
        CollectedTable balances = read("balances", Optional.empty(), LocalDate.now(ZONE), Optional.empty());
        for (AccountRef account : books.accounts()) {
            long balance = fixtures.number(
                    "SELECT balance FROM account WHERE community_id = ? AND account_id = ?",
                    community.id().value(),
                    account.id().value());
            Row line = limits.line("account", account.address());
            assertThat(List.of(
                            limits.units(line, "balance"),
                            balances.units(balances.line("account", account.address()), "balance"),
                            limits.units(line, "available")))
                    .as("%s, seed %d", account.address(), seed)
                    .isEqualTo(List.of(balance, balance, balance + limits.units(line, "creditLimit")));
        }
        assertThat(limits.units(limits.total(), "balance")).isZero();
    }

    @Test
    void aDayIsCutAtTheMidnightOfTheCommunityThoughClocksAreChanged() throws IOException {
        try (RandomBooks books =
                new RandomBooks(fixtures, dataSource, community, HANDLES, Instant.parse("2026-03-28T12:00:00Z"), 7)) {
            books.stepAt(Instant.parse("2026-03-28T23:59:59.999Z"));
            books.stepAt(Instant.parse("2026-03-29T00:00:00Z"));
            books.stepAt(Instant.parse("2026-03-29T22:59:59.999Z"));
            books.stepAt(Instant.parse("2026-03-29T23:00:00Z"));
            books.stepAt(Instant.parse("2026-10-24T22:59:59.999Z"));
            books.stepAt(Instant.parse("2026-10-24T23:00:00Z"));
            books.stepAt(Instant.parse("2026-10-25T23:59:59.999Z"));
            books.stepAt(Instant.parse("2026-10-26T00:00:00Z"));
            List<BookedTrade> trades = books.trades();

            assertThat(tradesOf("2026-03-28")).isEqualTo(ids(trades.subList(0, 1)));
            assertThat(tradesOf("2026-03-29")).isEqualTo(ids(trades.subList(1, 3)));
            assertThat(tradesOf("2026-03-30")).isEqualTo(ids(trades.subList(3, 4)));
            assertThat(tradesOf("2026-10-24")).isEqualTo(ids(trades.subList(4, 5)));
            assertThat(tradesOf("2026-10-25")).isEqualTo(ids(trades.subList(5, 7)));
            assertThat(tradesOf("2026-10-26")).isEqualTo(ids(trades.subList(7, 8)));
            for (String day : List.of("2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25")) {
                assertPeriod(books, Optional.of(LocalDate.parse(day)), LocalDate.parse(day), Optional.empty(), 7);
            }
        }
    }

    private List<String> tradesOf(String day) throws IOException {
        LocalDate date = LocalDate.parse(day);
        CollectedTable trades = read("trades", Optional.of(date), date, Optional.empty());
        return trades.lines.stream()
                .map(line -> trades.text(line, "tradeId"))
                .distinct()
                .toList();
    }

    private static List<String> ids(List<BookedTrade> trades) {
        return trades.stream().map(trade -> trade.id().value().toString()).toList();
    }

    private CollectedTable read(String code, Optional<LocalDate> from, LocalDate to, Optional<Instant> asOf)
            throws IOException {
        CollectedTable table = new CollectedTable();
        reports.write(
                new ReportRequest(community, code, community.defaultCurrency().currency(), from, to, asOf), table);
        return table;
    }

    private static LocalDate day(Booking booking) {
        return LocalDate.ofInstant(booking.at(), ZONE);
    }

    private static boolean comesIn(Booking booking) {
        return booking.entry().amount().isPositive();
    }

    private static long sum(List<Booking> bookings, Predicate<Booking> which) {
        return bookings.stream()
                .filter(which)
                .mapToLong(booking -> booking.entry().amount().minorUnits())
                .sum();
    }
}
