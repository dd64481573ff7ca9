package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.BookedTradeSql;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** The trades of accounts, page by page, where many were booked within one millisecond. */
class TradeListTest {
    private static final Instant BEGINNING = Instant.parse("2026-02-01T00:00:00Z");
    private static final long SEED = 11;
    private static final Comparator<UUID> OLDEST_FIRST = Ids::compare;

    private final TestDatabase database = TestDatabase.fresh();
    private final Map<UUID, List<UUID>> tradesOf = new HashMap<>();
    private final Map<UUID, Long> balances = new HashMap<>();
    private BooksFixture books;
    private List<UUID> accounts;

    @BeforeEach
    void threeAccountsThatTrade() throws SQLException {
        books = BooksFixture.in(database.owner(), "maple");
        accounts = List.of(
                books.account("alice", 1_000_000), books.account("bob", 1_000_000), books.account("carol", 1_000_000));
        Random random = new Random(SEED);
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            for (int millis = 0; millis < 24; millis++) {
                Instant at = BEGINNING.plusMillis(millis);
                // The more instances book, the less are ids of a millisecond in the order of booking.
                List<UUID> ids = new ArrayList<>(Stream.generate(() -> Ids.at(at))
                        .limit(millis % 3 == 0 ? 60 : 5)
                        .toList());
                Collections.shuffle(ids, random);
                for (UUID id : ids) {
                    statement.execute(booking(id, at, random));
                }
            }
        }
    }

    private String booking(UUID trade, Instant at, Random random) {
        int first = random.nextInt(3);
        UUID payer = accounts.get(first);
        UUID payee = accounts.get((first + 1 + random.nextInt(2)) % 3);
        RawPosting posting = new RawPosting(books.community().value(), at.toString()).trade(trade, payer, payee, 1);
        entry(posting, trade, payer, -1);
        entry(posting, trade, payee, 1);
        return posting.sql();
    }

    private void entry(RawPosting posting, UUID trade, UUID account, long amount) {
        List<UUID> before = tradesOf.computeIfAbsent(account, any -> new ArrayList<>());
        before.add(trade);
        long balance = balances.merge(account, amount, Long::sum);
        posting.account(account, balance, before.size()).entry(trade, account, before.size(), amount, balance);
    }

    @Test
    void pagesOfOneAccountAreAllOfItsTradesTheNewestFirst() throws SQLException {
        for (int limit : new int[] {1, 7, 50, 1_000}) {
            assertThat(pages(List.of(accounts.get(0)), limit, Ids.floor(Instant.EPOCH), Ids.LAST))
                    .isEqualTo(expected(List.of(accounts.get(0)), Ids.floor(Instant.EPOCH), Ids.LAST));
        }
    }

    @Test
    void pagesOfSeveralAccountsHaveEachTradeOnce() throws SQLException {
        assertThat(pages(accounts, 9, Ids.floor(Instant.EPOCH), Ids.LAST))
                .isEqualTo(expected(accounts, Ids.floor(Instant.EPOCH), Ids.LAST));
    }

    @Test
    void aPeriodIsARangeOfThem() throws SQLException {
        Random random = new Random(SEED);
        for (int i = 0; i < 40; i++) {
            UUID from = Ids.floor(BEGINNING.plusMillis(random.nextInt(26) - 1));
            UUID to = Ids.floor(BEGINNING.plusMillis(random.nextInt(26) - 1));
            List<UUID> some = accounts.subList(0, 1 + random.nextInt(2));
            assertThat(pages(some, 1 + random.nextInt(30), from, to)).isEqualTo(expected(some, from, to));
        }
    }

    private List<UUID> expected(List<UUID> of, UUID from, UUID to) {
        return of.stream()
                .flatMap(account -> tradesOf.get(account).stream())
                .distinct()
                .filter(id -> Ids.compare(id, from) >= 0 && Ids.compare(id, to) < 0)
                .sorted(OLDEST_FIRST.reversed())
                .toList();
    }

    private List<UUID> pages(List<UUID> of, int limit, UUID from, UUID to) throws SQLException {
        List<AccountId> ids = of.stream().map(AccountId::new).toList();
        List<UUID> all = new ArrayList<>();
        UUID before = to;
        List<TradeId> page;
        try (Connection connection = database.application().getConnection()) {
            do {
                page = new TradeListSql(connection, books.community(), from, before, limit).ofAccounts(ids);
                assertThat(page.size()).isLessThanOrEqualTo(limit);
                page.forEach(id -> all.add(id.value()));
                before = page.isEmpty() ? before : page.get(page.size() - 1).value();
            } while (!page.isEmpty());
        }
        return all;
    }

    /** A trade without entries of its own, which only SQL can make, must not borrow those of another. */
    @Test
    void aTradeThatNamesTheEntriesOfAnotherIsNotSeen() throws SQLException {
        UUID forged = Ids.next();
        UUID alice = accounts.get(0);
        UUID bob = accounts.get(1);
        books.execute(new RawPosting(books.community().value())
                .trade(forged, alice, bob, 1_000_000)
                .sql());
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SELECT count(*) FROM trade WHERE trade_id = '" + forged + "'");
            row.next();
            assertThat(row.getInt(1)).isOne();
            assertThat(BookedTradeSql.read(connection, books.community(), List.of(new TradeId(forged))))
                    .isEmpty();
        }
    }
}
