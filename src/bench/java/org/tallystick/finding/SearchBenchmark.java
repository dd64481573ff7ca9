package org.tallystick.finding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountEntries;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

/**
 * Looks for trades on one account of {@code --entries N} entries (1,000,000), whose other sides are spread over a tenth as many
 * accounts, at most 100,000; each search {@code --repeats N} times (50). One connection, no HTTP.
 */
public final class SearchBenchmark {
    private static final int MOST_ACCOUNTS = 100_000;
    private static final int PAGE = 51;
    private static final FindTrades.Period ALWAYS =
            new FindTrades.Period(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Wanted ANY =
            new Wanted(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final int entries;
    private final int repeats;
    private final int accounts;
    private final TestDatabase database = TestDatabase.freshWithoutGuards();
    private final BooksFixture books;
    private final UUID busy;
    private final StringBuilder table = new StringBuilder();

    private SearchBenchmark(int entries, int repeats) throws SQLException {
        this.entries = entries;
        this.repeats = repeats;
        this.accounts = Math.min(MOST_ACCOUNTS, entries / 10);
        this.books = BooksFixture.in(database.owner(), "maple");
        this.busy = books.account("busy", 0);
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        SearchBenchmark benchmark =
                new SearchBenchmark(number(given, "--entries", 1_000_000), number(given, "--repeats", 50));
        String text = benchmark.measure();
        Path file = Path.of("docs/performance", LocalDate.now(ZoneOffset.UTC) + "-search.md");
        Files.writeString(file, text);
        System.out.println(text + "\nWritten to " + file);
    }

    private static int number(List<String> given, String name, int otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
    }

    private String measure() throws SQLException {
        load();
        long bytesBefore = bytes();
        double seconds = writeBlocks();
        books.execute("VACUUM ANALYZE");
        table.append("| what is looked for | found | entries read | p50 ms | slowest ms |\n|---|---|---|---|---|\n");
        try (Connection connection = database.application().getConnection()) {
            row(connection, "a word of every tenth trade", words("bread"));
            row(connection, "a word of one trade, the oldest", words("unique-1x"));
            row(connection, "two words, one frequent and one rare", words("bread", "unique-" + entries / 3 + "x"));
            row(connection, "a word that is nowhere", words("zeppelin"));
            row(connection, "the name of a member, by a part of it", words("ember 4711"));
            row(connection, "a word in capitals with an accent", words("UNÍQUE-77X"));
            row(connection, "an account on the other side", partner());
            row(connection, "an amount that is rare", amount(entries + 7L, entries + 7L));
            row(connection, "amounts of a range, every hundredth trade", amount(1, 100));
            row(connection, "a category of every thousandth trade", category("rare"));
            row(connection, "a category of no trade", category("none"));
            row(
                    connection,
                    "a frequent word, and a rare amount that it never had",
                    new Wanted(List.of("bread"), Optional.empty(), units(entries + 8L), units(entries + 8L), Optional.empty()));
        }
        return """
                # Search of trades on %s

                One account of %,d entries, with %,d accounts on the other sides; a page of 50; one connection, without HTTP;
                Java %s, PostgreSQL %s with fsync on, %d cores. Command: `src/bench/find --entries %d --repeats %d`.

                %s
                Writing the blocks of this account took %.0f s, %.2f ms a block of 64 entries, and %.1f bytes an entry on disk,
                index included.
                """
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        entries,
                        accounts,
                        System.getProperty("java.version"),
                        text("SHOW server_version"),
                        Runtime.getRuntime().availableProcessors(),
                        entries,
                        repeats,
                        table,
                        seconds,
                        1_000 * seconds / (entries / (double) Blocks.SIZE),
                        (bytes() - bytesBefore) / (double) entries);
    }

    /** One trade in ten is of bread, one in a hundred moves up to 100 units; each has a word of its own. */
    private void load() throws SQLException {
        books.execute("""
                INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)
                SELECT ?, md5('m' || n)::uuid, 'm' || n, 'Member ' || n, 'person', current_date, now()
                  FROM generate_series(0, ? - 1) n""", books.community().value(), accounts);
        books.execute("""
                INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)
                SELECT ?, md5('a' || n)::uuid, 'HRS', 'member', md5('m' || n)::uuid, 0
                  FROM generate_series(0, ? - 1) n""", books.community().value(), accounts);
        UUID first = Ids.at(java.time.Instant.parse("2026-01-01T00:00:00Z"));
        books.execute("""
                INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,
                                   value_date, recorded_by, payer_entry_no, payee_entry_no, category)
                SELECT ?, (lpad(to_hex(n), 12, '0') || '7000' || substr(?::text, 20, 4) || md5(n::text))::char(32)::uuid, 'HRS', ?,
                       md5('a' || (n * 7919::bigint) % ?)::uuid,
                       CASE WHEN n % 100 = 0 THEN 1 + (n / 100) % 100 WHEN n = 777 THEN ? ELSE 101 + n % 9000 END,
                       (ARRAY['bread', 'a lesson', 'garden work', 'repair', 'eggs', 'a ride', 'care', 'wool', 'a cake', 'wood'])[1 + n % 10]
                           || ' unique-' || n || 'x',
                       timestamptz '2026-01-01' + n * interval '1 second', date '2026-01-01', ?, n, n / ? + 1,
                       CASE WHEN n % 1000 = 0 THEN 'rare' WHEN n % 3 = 0 THEN 'food' END
                  FROM generate_series(1, ?) n""", books.community().value(), first.toString(), busy, accounts, entries + 7L, busy, accounts, entries);
        books.execute("""
                INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
                SELECT community_id, payer_id, payer_entry_no, trade_id, -amount, 0, booked_at FROM trade""");
        books.execute(
                "UPDATE account SET entry_count = ?, last_booked_at = timestamptz '2026-01-01' + ? * interval '1 second'"
                        + " WHERE account_id = ?",
                entries,
                entries,
                busy);
        books.execute("VACUUM ANALYZE");
    }

    private double writeBlocks() throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = database.application().getConnection()) {
            Blocks blocks = new Blocks(on(connection));
            long end = entries / Blocks.SIZE;
            for (long next = 0; next < end; next += 16) {
                blocks.write(next, Math.min(end, next + 16));
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private AccountEntries on(Connection connection) {
        return new AccountEntries(connection, books.community(), new AccountId(busy));
    }

    private void row(Connection connection, String what, Wanted wanted) throws SQLException {
        List<Double> millis = new ArrayList<>();
        int found = 0;
        long read = 0;
        for (int i = 0; i < repeats; i++) {
            FindTrades finding = new FindTrades(on(connection), PAGE);
            long begun = System.nanoTime();
            found = finding.find(wanted, ALWAYS).size();
            millis.add((System.nanoTime() - begun) / 1e6);
            read = finding.entriesRead();
        }
        millis.sort(Double::compare);
        table.append("| %s | %s | %,d | %.1f | %.1f |%n"
                .formatted(
                        what,
                        found > 50 ? "50 and more" : String.valueOf(found),
                        read,
                        millis.get(repeats / 2),
                        millis.get(repeats - 1)));
        System.err.println(what + ": " + millis.get(repeats / 2));
    }

    private static Wanted words(String... words) {
        return ANY.in(List.of(String.join(" ", words).toLowerCase(Locale.ROOT).split(" ")));
    }

    private static Optional<Amount> units(long units) {
        return Optional.of(Amount.ofMinorUnits(units));
    }

    private static Wanted amount(long least, long most) {
        return new Wanted(List.of(), Optional.empty(), units(least), units(most), Optional.empty());
    }

    private static Wanted category(String code) {
        return new Wanted(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(code));
    }

    private Wanted partner() throws SQLException {
        UUID id = UUID.fromString(text("SELECT md5('a' || " + accounts / 2 + ")::uuid"));
        return new Wanted(
                List.of(), Optional.of(new AccountId(id)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private long bytes() throws SQLException {
        return Long.parseLong(text("SELECT pg_database_size(current_database())"));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
