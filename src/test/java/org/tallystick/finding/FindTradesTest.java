package org.tallystick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.finding.FindTrades.Found;
import org.tallystick.finding.FindTrades.Period;
import org.tallystick.finding.ManyTrades.Known;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.posting.AccountEntries;

/** What a search finds is what a look at every trade finds, however many blocks are written. */
class FindTradesTest {
    private static final long SEED = 23;
    private static final Period ALWAYS = new Period(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Wanted ANY =
            new Wanted(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private ManyTrades trades;
    private Connection connection;

    @BeforeEach
    void aThousandTrades() throws SQLException {
        trades = new ManyTrades(SEED);
        trades.book(1_200);
        connection = trades.database.application().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private AccountEntries entries() {
        return new AccountEntries(connection, trades.books.community(), new AccountId(trades.alice));
    }

    private List<Long> found(Wanted wanted, Period period, int limit) throws SQLException {
        return new FindTrades(entries(), limit)
                .find(wanted, period).stream().map(Found::entryNo).toList();
    }

    private static Wanted words(String... words) {
        return ANY.in(List.of(words));
    }

    @Test
    void aSearchFindsWhatALookAtEveryTradeFinds() throws SQLException {
        Random random = new Random(SEED);
        for (int blocks : new int[] {0, 5, 18}) {
            Blocks writing = new Blocks(entries());
            writing.write(writing.written(), blocks);
            assertThat(writing.written()).isEqualTo(blocks);
            for (int i = 0; i < 60; i++) {
                compare(random);
            }
        }
    }

    private void compare(Random random) throws SQLException {
        List<String> some =
                List.of("brEAD", "PAO", "slip 1", "100%", "a_b", "unal", "jose", "zo", "usli", "lesson 1", "nowhere");
        String text = random.nextInt(3) == 0 ? "" : some.get(random.nextInt(some.size()));
        List<String> partners = List.copyOf(trades.others.keySet());
        Optional<String> partner =
                random.nextInt(4) == 0 ? Optional.of(partners.get(random.nextInt(4))) : Optional.empty();
        Optional<Amount> least =
                random.nextInt(4) == 0 ? Optional.of(Amount.ofMinorUnits(random.nextInt(300))) : Optional.empty();
        Optional<Amount> most =
                random.nextInt(4) == 0 ? Optional.of(Amount.ofMinorUnits(random.nextInt(300))) : Optional.empty();
        Optional<String> category = random.nextInt(4) == 0 ? Optional.of("food") : Optional.empty();
        Optional<Instant> from = random.nextInt(4) == 0 ? Optional.of(minute(random)) : Optional.empty();
        Optional<Instant> until = random.nextInt(4) == 0 ? Optional.of(minute(random)) : Optional.empty();
        Optional<Long> before = random.nextInt(4) == 0 ? Optional.of(1L + random.nextInt(1_300)) : Optional.empty();
        int limit = 1 + random.nextInt(60);
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" "));
        Wanted wanted = new Wanted(
                words, partner.map(handle -> new AccountId(trades.others.get(handle))), least, most, category);

        List<Long> expected = new ArrayList<>();
        for (Map.Entry<Long, Known> one : trades.known.descendingMap().entrySet()) {
            Known trade = one.getValue();
            boolean isSo = words.stream().allMatch(word -> plain(trade.text()).contains(plain(word)))
                    && partner.map(trade.partners()::contains).orElse(true)
                    && least.map(amount -> trade.moved() >= amount.minorUnits()).orElse(true)
                    && most.map(amount -> trade.moved() <= amount.minorUnits()).orElse(true)
                    && category.map(code -> code.equals(trade.category())).orElse(true)
                    && from.map(at -> !trade.bookedAt().isBefore(at)).orElse(true)
                    && until.map(trade.bookedAt()::isBefore).orElse(true)
                    && before.map(number -> one.getKey() < number).orElse(true);
            if (isSo && expected.size() < limit) {
                expected.add(one.getKey());
            }
        }
        assertThat(found(wanted, new Period(from, until, before), limit))
                .as("%s from %s until %s before %s", wanted, from, until, before)
                .isEqualTo(expected);
    }

    private static Instant minute(Random random) {
        return ManyTrades.BEGINNING.plusSeconds(60L * random.nextInt(1_400));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void aTradeIsFoundAtOnceAndWhoeverIsRenamedIsFoundByTheNewName() throws SQLException {
        Blocks blocks = new Blocks(entries());
        blocks.write(0, 18);
        trades.book(1);
        Known last = trades.known.lastEntry().getValue();
        assertThat(found(words(last.text().split("\\s+")[0]), ALWAYS, 1)).containsExactly(trades.known.lastKey());

        int withZoe = found(words("zoe"), ALWAYS, 2_000).size();
        assertThat(withZoe).isPositive();
        trades.books.execute("UPDATE member SET handle = 'gone-12345678', name = 'gone-12345678' WHERE handle = 'zoe'");
        assertThat(found(words("zoe"), ALWAYS, 2_000)).isEmpty();
        assertThat(found(words("gone-12345678"), ALWAYS, 2_000)).hasSize(withZoe);
        // No name is written down.
        assertThat(answer("SELECT count(*) FROM trade_search WHERE words ~ 'zoe|carol|unal'"))
                .isEqualTo("0");
    }

    @Test
    void onlyTheNewestAndTheBlocksInQuestionAreRead() throws SQLException {
        new Blocks(entries()).write(0, 18);
        Known old = trades.known.firstEntry().getValue();
        FindTrades finding = new FindTrades(entries(), 50);
        assertThat(finding.find(words(old.text().split("\n")[0].split(" ")), ALWAYS))
                .extracting(Found::trade)
                .contains(old.trade());
        assertThat(finding.entriesRead()).isLessThan(256 + 2 * 64 + 4 * 64);
    }

    @Test
    void aSearchReadsNoFurtherThanItMust() throws SQLException {
        FindTrades enough = new FindTrades(entries(), 3);
        assertThat(enough.find(ANY, ALWAYS)).hasSize(3);
        assertThat(enough.entriesRead()).isEqualTo(256);

        new Blocks(entries()).write(0, 18);
        FindTrades nothing = new FindTrades(entries(), 50);
        assertThat(nothing.find(words("nowhere-at-all"), ALWAYS)).isEmpty();
        assertThat(nothing.entriesRead()).isLessThan(256 + 2 * 64);
    }

    @Test
    void writingTwiceChangesNothing() throws SQLException {
        Blocks blocks = new Blocks(entries());
        blocks.write(0, 10);
        String before = answer("SELECT md5(string_agg(s::text, ',' ORDER BY block_no)) FROM trade_search s");
        blocks.write(0, 10);
        assertThat(answer("SELECT md5(string_agg(s::text, ',' ORDER BY block_no)) FROM trade_search s"))
                .isEqualTo(before);
    }

    @Test
    void theChoreWritesTheBlocksOfAccountsWithManyEntriesAndOfNoOthers() throws SQLException {
        Database database = new Database(trades.database.application());
        WriteBlocks chore = new WriteBlocks(new Sql(database), database);
        chore.runDue(Clock.systemUTC().instant());
        assertThat(new Blocks(entries()).written()).isEqualTo(reach() / 64);
        assertThat(
                        answer(
                                "SELECT count(*) FROM trade_search s JOIN account a USING (account_id) WHERE a.entry_count < 512"))
                .isEqualTo("0");
        // A few more are not worth it.
        trades.book(100);
        chore.runDue(Clock.systemUTC().instant());
        assertThat(new Blocks(entries()).written()).isLessThan(reach() / 64);
        trades.book(600);
        chore.runDue(Clock.systemUTC().instant());
        assertThat(new Blocks(entries()).written()).isEqualTo(reach() / 64);
    }

    @Test
    void anAccountThatCannotBeReadHoldsUpNoOther() throws SQLException {
        trades.book(1_800);
        Database database = new Database(trades.database.application());
        WriteBlocks chore = new WriteBlocks(new Sql(database), database);
        List<String> busy = accounts("account WHERE entry_count >= 512");
        assertThat(busy).hasSizeGreaterThan(1);
        trades.books.execute(
                "ALTER TABLE trade_search ADD CONSTRAINT broken CHECK (account_id <> '" + busy.get(0) + "')");
        chore.runDue(Clock.systemUTC().instant());
        assertThat(accounts("trade_search")).isEqualTo(busy.subList(1, busy.size()));
        trades.books.execute("ALTER TABLE trade_search DROP CONSTRAINT broken");
        chore.runDue(Clock.systemUTC().instant());
        assertThat(accounts("trade_search")).isEqualTo(busy);
    }

    private List<String> accounts(String of) throws SQLException {
        return List.of(
                answer("SELECT coalesce(string_agg(DISTINCT account_id::text, ',' ORDER BY account_id::text), '') FROM "
                                + of)
                        .split(","));
    }

    private long reach() throws SQLException {
        return entries().reach().entryCount();
    }

    /** Among six thousand blocks, of 384,000 entries. */
    @Test
    void whatIsRareIsLookedUpInTheIndex() throws SQLException {
        trades.books.execute("""
                INSERT INTO trade_search
                SELECT ?, ?, n, md5(n::text) || repeat(' bread and butter', 60), ARRAY[gen_random_uuid()], ARRAY['c' || n],
                       '{[1,2]}'
                  FROM generate_series(0, 5999) n""", trades.books.community().value(), trades.alice);
        trades.books.execute("ANALYZE trade_search");
        Wanted byPartner = new Wanted(
                List.of(),
                Optional.of(new AccountId(trades.alice)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Wanted byCategory =
                new Wanted(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("c17"));
        List<Blocks.Named> word = List.of(Blocks.Named.read(entries(), "%c4ca4238a0b9%"));
        assertThat(plan(new Blocks(entries()).candidatesOf(ANY, word, 0, 6_000)))
                .contains("trade_search_terms");
        assertThat(plan(new Blocks(entries()).candidatesOf(byPartner, List.of(), 0, 6_000)))
                .contains("trade_search_terms");
        assertThat(plan(new Blocks(entries()).candidatesOf(byCategory, List.of(), 0, 6_000)))
                .contains("trade_search_terms");
    }

    /** Each trade by its key, however many the database believes there are. */
    @Test
    void theBooksAreReadByTheirKeys() throws SQLException {
        Matches matches = new Matches(entries(), ANY, List.of("%bread%"), 1, 1_000_000);
        String plan = plan(matches.statement(List.of(new Matches.Part(1, 64), new Matches.Part(129, 192)), 50));
        assertThat(plan)
                .contains("Index Scan using entry_pkey")
                .contains("Index Scan using trade_pkey")
                .doesNotContain("Seq Scan on entry")
                .doesNotContain("Seq Scan on trade");
    }

    private String plan(Statement statement) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = statement.on(connection, "EXPLAIN ").executeQuery()) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private String answer(String sql) throws SQLException {
        try (ResultSet row = new Statement().add(sql).on(connection).executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
