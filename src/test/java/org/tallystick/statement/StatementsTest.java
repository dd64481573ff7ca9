package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.account.AccountRef;
import org.tallystick.community.Community;
import org.tallystick.ledger.Amount;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.web.Cursor;

/** Statements of an account with thousands of entries, held against the plain list of them. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementsTest {
    private static final int ENTRIES = 2_300;
    private static final Instant BEGINNING = Instant.parse("2025-12-31T22:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(187);
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 12, 31);
    private static final int DAYS = (int) STEP.multipliedBy(ENTRIES).toDays() + 3;

    /** Entry number n: alice pays bob n cents if n is odd, else bob pays her the n - 1 cents back. */
    private static final String BOOK = """
            WITH n AS (
                SELECT i, ?::timestamptz + i * ?::interval AS at, i % 2 = 1 AS paid, i - (i + 1) % 2 AS amount
                  FROM generate_series(1, ?) i),
            parties AS (SELECT ?::uuid AS community, ?::uuid AS alice, ?::uuid AS bob),
            numbered AS (SELECT n.*, p.*, md5(p.community || ' ' || i)::uuid AS trade FROM n, parties p),
            t AS (
                INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description,
                                   booked_at, value_date, recorded_by, payer_entry_no, payee_entry_no)
                SELECT community, trade, 'CRED', CASE WHEN paid THEN alice ELSE bob END,
                       CASE WHEN paid THEN bob ELSE alice END, amount, 'number ' || i, at, at::date, alice, i, i
                  FROM numbered),
            a AS (
                UPDATE account x SET balance = 0, entry_count = ?, last_booked_at = (SELECT max(at) FROM n)
                  FROM parties p WHERE x.community_id = p.community AND x.account_id IN (p.alice, p.bob))
            INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
            SELECT community, account, i, trade, sign * amount, CASE WHEN paid THEN sign * amount ELSE 0 END, at
              FROM (SELECT n.*, alice AS account, CASE WHEN paid THEN -1 ELSE 1 END AS sign FROM numbered n
                    UNION ALL
                    SELECT n.*, bob, CASE WHEN paid THEN 1 ELSE -1 END FROM numbered n) s""";

    @Inject
    Fixtures fixtures;

    @Inject
    DataSource dataSource;

    @Inject
    Statements statements;

    private Community community;
    private AccountRef alice;

    /** What a format is given. */
    private static final class Collected implements StatementWriter {
        private final List<Long> numbers = new ArrayList<>();
        private final List<StatementEntry> lines = new ArrayList<>();
        private Optional<StatementHead> head = Optional.empty();
        private Optional<String> cursor = Optional.empty();

        @Override
        public void begin(StatementHead begun) {
            head = Optional.of(begun);
        }

        @Override
        public void entry(StatementEntry line) {
            numbers.add(line.entryNo());
            lines.add(line);
        }

        @Override
        public void end(Optional<String> nextCursor) {
            cursor = nextCursor;
        }
    }

    @BeforeEach
    void booksWithManyEntries() throws SQLException {
        community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        alice = fixtures.account(community, "alice");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BOOK)) {
            statement.setObject(1, OffsetDateTime.ofInstant(BEGINNING, ZoneOffset.UTC));
            statement.setString(2, STEP.toString());
            statement.setInt(3, ENTRIES);
            statement.setObject(4, community.id().value());
            statement.setObject(5, alice.id().value());
            statement.setObject(6, fixtures.account(community, "bob").id().value());
            statement.setInt(7, ENTRIES);
            assertThat(statement.executeUpdate()).isEqualTo(2 * ENTRIES);
        }
    }

    @Test
    void aStatementOfAnyPeriodIsThatPartOfTheEntries() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            LocalDate to = FIRST_DAY.plusDays(random.nextInt(DAYS) - 1);
            Optional<LocalDate> from =
                    random.nextInt(4) == 0 ? Optional.empty() : Optional.of(to.minusDays(random.nextInt(DAYS)));
            assertStatement(from, to);
        }
        assertStatement(Optional.empty(), FIRST_DAY.plusDays(DAYS));
        assertStatement(Optional.empty(), FIRST_DAY.minusDays(1));
        assertStatement(Optional.of(FIRST_DAY.plusDays(DAYS)), FIRST_DAY.plusDays(DAYS + 1));
    }

    private void assertStatement(Optional<LocalDate> from, LocalDate to) throws IOException {
        List<Long> expected = new ArrayList<>();
        Amount in = Amount.ZERO;
        Amount out = Amount.ZERO;
        long before = 0;
        for (long n = 1; n <= ENTRIES; n++) {
            LocalDate day = LocalDate.ofInstant(BEGINNING.plus(STEP.multipliedBy(n)), ZONE);
            if (from.isPresent() && day.isBefore(from.get())) {
                before = n;
            } else if (!day.isAfter(to)) {
                expected.add(n);
                in = n % 2 == 0 ? in.plus(Amount.ofMinorUnits(n - 1)) : in;
                out = n % 2 == 1 ? out.plus(Amount.ofMinorUnits(n)) : out;
            }
        }
        Collected whole = read(from, to, OptionalLong.empty(), Optional.empty());
        assertThat(whole.numbers).isEqualTo(expected);
        assertThat(whole.cursor).isEmpty();
        StatementHead head = whole.head.orElseThrow();
        assertThat(head.openingBalance()).isEqualTo(balanceAfter(before));
        assertThat(head.closingBalance()).isEqualTo(balanceAfter(before + expected.size()));
        assertThat(head.totalIn()).isEqualTo(in);
        assertThat(head.totalOut()).isEqualTo(out);
        assertPages(whole, from, to);
    }

    private void assertPages(Collected whole, Optional<LocalDate> from, LocalDate to) throws IOException {
        List<StatementEntry> lines = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        Optional<String> cursor;
        do {
            Collected page = read(from, to, after, Optional.of(200));
            assertThat(page.head.orElseThrow())
                    .usingRecursiveComparison()
                    .ignoringFields("writtenAt")
                    .isEqualTo(whole.head.orElseThrow());
            lines.addAll(page.lines);
            cursor = page.cursor;
            after = cursor.map(text -> OptionalLong.of(Cursor.read(text, Long::parseLong)))
                    .orElseGet(OptionalLong::empty);
        } while (cursor.isPresent());
        assertThat(lines).isEqualTo(whole.lines);
    }

    private static Amount balanceAfter(long entryNo) {
        return Amount.ofMinorUnits(entryNo % 2 == 1 ? -entryNo : 0);
    }

    @Test
    void aLineSaysWhatWasBookedAndWithWhom() throws IOException {
        StatementEntry line = read(
                        Optional.empty(), FIRST_DAY.plusDays(DAYS), OptionalLong.of(ENTRIES - 2), Optional.of(1))
                .lines
                .get(0);

        assertThat(line.entryNo()).isEqualTo(ENTRIES - 1);
        assertThat(line.counterparty().address()).isEqualTo("bob");
        assertThat(line.description()).isEqualTo("number " + (ENTRIES - 1));
        assertThat(line.amount()).isEqualTo(Amount.ofMinorUnits(-2299));
        assertThat(line.balanceAfter()).isEqualTo(Amount.ofMinorUnits(-2299));
        assertThat(line.bookedAt()).isEqualTo(BEGINNING.plus(STEP.multipliedBy(ENTRIES - 1)));
        assertThat(line.reverses()).isEmpty();
    }

    @Test
    void aCursorBehindTheEndGivesNothing() throws IOException {
        Collected page = read(Optional.empty(), FIRST_DAY, OptionalLong.of(ENTRIES + 5), Optional.of(10));

        assertThat(page.lines).isEmpty();
        assertThat(page.cursor).isEmpty();
    }

    @Test
    void asOfAnInstantNothingIsOnItThatWasBookedLater() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            int last = 1 + random.nextInt(ENTRIES - 1);
            Instant bookedLast = BEGINNING.plus(STEP.multipliedBy(last));
            assertThat(asOf(bookedLast).numbers).hasSize(last);
            assertThat(asOf(bookedLast.minusNanos(1_000)).numbers).hasSize(last - 1);
            assertThat(asOf(bookedLast).head.orElseThrow().closingBalance()).isEqualTo(balanceAfter(last));
        }
        assertThat(asOf(BEGINNING).numbers).isEmpty();
    }

    private Collected asOf(Instant instant) throws IOException {
        Collected collected = new Collected();
        StatementRequest request = new StatementRequest(
                alice,
                Optional.empty(),
                FIRST_DAY.plusDays(DAYS),
                Optional.of(instant),
                OptionalLong.empty(),
                Optional.empty());
        statements.write(statements.open(request, ZONE), collected);
        return collected;
    }

    /** What is booked after a statement was opened is on the next one. */
    @Test
    void aStatementIsOfTheMomentInWhichItWasOpened() throws IOException {
        LocalDate today = LocalDate.now(ZONE);
        Collected read = new Collected();
        OpenStatement open = statements.open(
                new StatementRequest(
                        alice, Optional.empty(), today, Optional.empty(), OptionalLong.empty(), Optional.empty()),
                ZONE);
        fixtures.trade(community, "alice", "bob", "1");
        statements.write(open, read);

        assertThat(read.numbers).hasSize(ENTRIES);
        assertThat(read.head.orElseThrow().closingBalance()).isEqualTo(Amount.ZERO);
    }

    private Collected read(Optional<LocalDate> from, LocalDate to, OptionalLong after, Optional<Integer> limit)
            throws IOException {
        Collected collected = new Collected();
        statements.write(
                statements.open(new StatementRequest(alice, from, to, Optional.empty(), after, limit), ZONE),
                collected);
        return collected;
    }
}
