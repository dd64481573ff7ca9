package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.SpenderId;
import org.tallystick.ledger.Spending;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.platform.Ids;
import org.tallystick.testing.SettableClock;
import org.tallystick.testing.TestDatabase;

/** The statement that sums a day equals a plain one, is made of look-ups, and is not sent where nobody asks. */
class SpentTodayTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final List<UUID> USERS = List.of(Ids.next(), Ids.next(), Ids.next());

    /** The whole table, and PostgreSQL's own calendar. */
    private static final String PLAIN = """
            SELECT coalesce(-sum(e.amount), 0) FROM entry e JOIN trade t USING (community_id, trade_id)
             WHERE community_id = ? AND e.account_id = ? AND e.amount < 0 AND t.recorded_by = ?
               AND (e.booked_at AT TIME ZONE ?)::date >= ?""";

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Lisbon", "America/Havana", "Australia/Lord_Howe"})
    void itSumsWhatAPlainStatementSums(String name) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(name);
        SettableClock clock = new SettableClock(Instant.parse("2026-03-07T00:00:00Z"));
        try (Ledger ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults(), clock, zone)) {
            for (int i = 0; i < 3; i++) {
                ledger.open(1_000_000);
            }
            ledger.open(1_000);
            for (int i = 0; i < 150; i++) {
                clock.set(clock.instant().plusSeconds(random.nextInt(7_200)));
                for (int trade = random.nextInt(4); trade >= 0; trade--) {
                    ledger.post(ledger.unit(i + "-" + trade, atRandom(ledger, random)));
                }
                if (i % 5 == 0) {
                    assertSums(ledger, clock.instant(), zone, seed);
                }
            }
        }
    }

    private static TradeOrder atRandom(Ledger ledger, Random random) {
        List<AccountId> parties = new ArrayList<>(ledger.accounts.subList(0, 3));
        Collections.shuffle(parties, random);
        UUID user = USERS.get(random.nextInt(USERS.size()));
        return ledger.order(parties.get(0), parties.get(1), 1 + random.nextInt(100), user, Optional.empty());
    }

    private static void assertSums(Ledger ledger, Instant now, ZoneId zone, long seed) throws SQLException {
        Set<Spending> asked = new HashSet<>();
        for (AccountId account : ledger.accounts) {
            USERS.forEach(user -> asked.add(new Spending(account, new SpenderId(user))));
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        try (Connection connection = ledger.dataSource.getConnection()) {
            List<Account> accounts = new BooksSql(connection).allAccounts(ledger.community);
            Map<Spending, Amount> plain = new HashMap<>();
            for (Spending spending : asked) {
                plain.put(spending, plain(connection, ledger, spending, zone, today));
            }
            assertThat(SpentToday.read(
                            connection,
                            ledger.community,
                            asked,
                            accounts,
                            today.atStartOfDay(zone).toInstant()))
                    .as("seed %d, at %s", seed, now)
                    .isEqualTo(plain);
        }
    }

    private static Amount plain(Connection connection, Ledger ledger, Spending spending, ZoneId zone, LocalDate today)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLAIN)) {
            statement.setObject(1, ledger.community.value());
            statement.setObject(2, spending.account().value());
            statement.setObject(3, spending.spender().value());
            statement.setString(4, zone.getId());
            statement.setObject(5, today);
            ResultSet row = statement.executeQuery();
            row.next();
            return Amount.ofMinorUnits(row.getLong(1));
        }
    }

    /** Under the settings of a lane, before there are statistics. */
    @Test
    void itLooksNothingUpButByPrimaryKey() throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
            String types = "bigint, uuid, timestamptz, uuid, uuid, uuid[], uuid[], bigint[]";
            statement.execute("PREPARE spent (" + types + ") AS " + numbered(SpentToday.READ));
            List<String> plan = new ArrayList<>();
            ResultSet rows = statement.executeQuery("EXPLAIN EXECUTE spent (1, gen_random_uuid(), now(),"
                    + " gen_random_uuid(), gen_random_uuid(), '{}', '{}', '{}')");
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
            assertThat(plan)
                    .filteredOn(line -> line.contains("Scan") && !line.contains("Function Scan"))
                    .allMatch(line -> line.contains("WorkTable Scan")
                            || line.contains("CTE Scan")
                            || line.contains("using entry_pkey")
                            || line.contains("using trade_pkey"));
            assertThat(plan)
                    .filteredOn(line -> line.contains("Index Cond"))
                    .hasSize(3)
                    .anyMatch(line -> line.contains("entry_no >="))
                    .anyMatch(line -> line.contains("entry_no ="))
                    .anyMatch(line -> line.contains("trade_id ="));
        }
    }

    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            numbered.append(c == '?' ? "$" + ++number : String.valueOf(c));
        }
        return numbered.toString();
    }

    @Test
    void aBatchInWhichNobodyHasALimitOfTheDayAsksTheDatabaseNothingMore() throws SQLException {
        try (Ledger ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults());
                Connection connection = ledger.dataSource.getConnection()) {
            AccountId alice = ledger.open(1_000);
            AccountId bob = ledger.open(0);
            SpenderId eve = new SpenderId(USERS.get(0));
            Optional<Amount> ten = Optional.of(new Amount(10));
            var perTrade = Optional.of(new SpendingLimit(eve, ten, Optional.empty()));
            var perDay = Optional.of(new SpendingLimit(eve, Optional.empty(), ten));
            TradeOrder free = ledger.order(alice, bob, 1);
            TradeOrder small = ledger.order(alice, bob, 1, eve.value(), perTrade);
            TradeOrder daily = ledger.order(alice, bob, 1, eve.value(), perDay);
            ledger.post(ledger.unit("today", free));

            int without = statements(connection, ledger.unit("k1", free));
            assertThat(statements(connection, ledger.unit("k2", small))).isEqualTo(without);
            assertThat(statements(connection, ledger.unit("k3", daily, daily, free)))
                    .isEqualTo(without + 1);
        }
    }

    /** How many statements a writer prepares for a unit; nothing of it stays. */
    private static int statements(Connection connection, TradeUnit unit) throws SQLException {
        List<Object> prepared = new ArrayList<>();
        Connection counting = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add(arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        connection.setAutoCommit(false);
        new Writer(counting, Clock.systemUTC()).write(List.of(unit), false);
        connection.rollback();
        return prepared.size();
    }
}
