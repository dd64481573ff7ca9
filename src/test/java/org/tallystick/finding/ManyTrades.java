package org.tallystick.finding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

/** Books without guards in which alice trades with others, written by direct SQL, and what is known of each of her trades. */
final class ManyTrades {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> THINGS =
            List.of("bread", "Brot", "pão de milho", "repair of a bicycle", "100% wool", "a_b", "müsli", "lesson");

    final TestDatabase database = TestDatabase.freshWithoutGuards();
    final BooksFixture books;
    final UUID alice;
    final UUID fund;
    final Map<String, UUID> others = new LinkedHashMap<>();
    /** Of alice, by the numbers of her entries; levies are none. */
    final TreeMap<Long, Known> known = new TreeMap<>();

    private final Map<UUID, Long> counts = new LinkedHashMap<>();
    private final Random random;

    /** What a trade says of itself. */
    record Known(TradeId trade, String text, Set<String> partners, long moved, String category, Instant bookedAt) {}

    ManyTrades(long seed) throws SQLException {
        random = new Random(seed);
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 0);
        fund = books.account("the-fund", 0);
        for (String handle : List.of("bob", "carol", "jose", "zoe")) {
            others.put(handle, books.account(handle, 0));
        }
        books.execute("UPDATE member SET name = 'José Ünal' WHERE handle = 'jose'");
    }

    /** Some are of three parties, some are levied. */
    void book(int trades) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < trades; i++) {
                bookOne(connection);
            }
            for (Map.Entry<UUID, Long> account : counts.entrySet()) {
                run(
                        connection,
                        "UPDATE account SET entry_count = ?, last_booked_at = ? WHERE account_id = ?",
                        account.getValue(),
                        now(),
                        account.getKey());
            }
            connection.commit();
        }
    }

    private Instant now() {
        return BEGINNING.plusSeconds(60L * counts.getOrDefault(alice, 0L));
    }

    private void bookOne(Connection connection) throws SQLException {
        List<String> partners = new ArrayList<>(others.keySet());
        java.util.Collections.shuffle(partners, random);
        boolean pays = random.nextBoolean();
        boolean three = random.nextInt(6) == 0;
        boolean levied = random.nextInt(6) == 0;
        long moved = 1L + random.nextInt(300);
        String thing = THINGS.get(random.nextInt(THINGS.size())) + " " + random.nextInt(2_000);
        String category = random.nextInt(3) == 0 ? List.of("food", "rides").get(random.nextInt(2)) : null;
        String slip = random.nextInt(4) == 0 ? "Slip " + random.nextInt(500) : null;
        UUID id = Ids.at(now());
        UUID first = others.get(partners.get(0));
        UUID second = others.get(partners.get(1));
        long number = entry(connection, id, alice, pays ? -moved : moved);
        long other = entry(connection, id, first, pays ? moved : -moved);
        run(
                connection,
                "INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,"
                        + " value_date, recorded_by, payer_entry_no, payee_entry_no, category, metadata)"
                        + " VALUES (?, ?, 'HRS', ?, ?, ?, ?, ?, current_date, ?, ?, ?, ?, ?::jsonb)",
                books.community().value(),
                id,
                pays ? alice : first,
                pays ? first : alice,
                moved,
                thing,
                now(),
                alice,
                pays ? number : other,
                pays ? other : number,
                category,
                slip == null ? null : "{\"slip\": \"" + slip + "\"}");
        Set<String> onTheOtherSide = new java.util.TreeSet<>(Set.of(partners.get(0)));
        if (three) {
            // One more, on either side.
            boolean across = random.nextBoolean();
            line(connection, id, 2, second, across == pays ? 7 : -7, "payment");
            if (across) {
                onTheOtherSide.add(partners.get(1));
            }
        }
        if (levied) {
            line(connection, id, 3, alice, -1, "levy");
            line(connection, id, 4, fund, 1, "levy");
        }
        String names = onTheOtherSide.stream()
                .map(handle -> handle.equals("jose") ? "José Ünal jose" : handle + " " + handle)
                .collect(Collectors.joining("\n"));
        known.put(
                number,
                new Known(
                        new TradeId(id),
                        thing + "\n" + (slip == null ? "" : slip) + "\n" + names,
                        onTheOtherSide,
                        moved,
                        category,
                        Ids.time(id)));
    }

    private void line(Connection connection, UUID trade, int no, UUID account, long amount, String kind)
            throws SQLException {
        run(
                connection,
                "INSERT INTO trade_line VALUES (?, ?, ?, ?, ?, ?)",
                books.community().value(),
                trade,
                no,
                account,
                entry(connection, trade, account, amount),
                kind);
    }

    private long entry(Connection connection, UUID trade, UUID account, long amount) throws SQLException {
        Instant at = now();
        long number = counts.merge(account, 1L, Long::sum);
        run(
                connection,
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, 0, ?)",
                books.community().value(),
                account,
                number,
                trade,
                amount,
                at);
        return number;
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i]);
            }
            statement.executeUpdate();
        }
    }
}
