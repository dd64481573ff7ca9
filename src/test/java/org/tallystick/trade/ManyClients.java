package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** Many clients of several instances, who trade at random among few members with narrow limits. */
final class ManyClients {
    /** These keep their limits, and can be judged by them afterwards; those of the others are changed all the time. */
    private static final List<String> STEADY = List.of("ada", "ben", "cleo", "dan");

    private static final List<String> HANDLES = List.of("ada", "ben", "cleo", "dan", "eve", "fay");
    private static final BigDecimal LIMIT = new BigDecimal("50.00");
    private static final BigDecimal CAP = new BigDecimal("60.00");
    private static final int CLIENTS = 24;
    private static final int REQUESTS_EACH = 100;

    private final List<JsonClient> instances;
    private final DataSource dataSource;
    private final String community;
    private final String operator;
    private final long seed;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<String> reversible = new CopyOnWriteArrayList<>();
    private final Set<String> outcomes = ConcurrentHashMap.newKeySet();

    ManyClients(List<JsonClient> instances, DataSource dataSource, String community, String operator, long seed) {
        this.instances = instances;
        this.dataSource = dataSource;
        this.community = community;
        this.operator = operator;
        this.seed = seed;
        System.out.println("many clients, seed " + seed);
        for (String handle : HANDLES) {
            Api.member(operator, community, handle, LIMIT.toString());
            setLimits(instances.get(0), handle, LIMIT, CAP);
        }
    }

    void tradeAtTheirLimits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.add(() -> run(instances.get(number % instances.size()), new Random(seed + number)));
            }
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(outcomes)
                .as("what they met, seed %d", seed)
                .containsExactlyInAnyOrder(
                        "ok", "credit-limit-exceeded", "balance-cap-exceeded", "batch-refused", "already-reversed");
    }

    private Void run(JsonClient instance, Random random) {
        for (int i = 0; i < REQUESTS_EACH; i++) {
            int kind = random.nextInt(20);
            if (kind < 12) {
                trade(instance, random);
            } else if (kind < 15) {
                batch(instance, random);
            } else if (kind < 19) {
                reverse(instance, random);
            } else {
                String handle = random.nextBoolean() ? "eve" : "fay";
                setLimits(instance, handle, amount(random, 80_00), amount(random, 80_00));
            }
        }
        return null;
    }

    private void trade(JsonClient instance, Random random) {
        Answer answer = instance.send(Call.post(path("/trades"), operator, key(), wish(random)));
        outcomes.add(answer.outcome());
        if (answer.status() == 201) {
            answered.add(answer.text("id"));
            reversible.add(answer.text("id"));
        }
    }

    private void batch(JsonClient instance, Random random) {
        List<Object> wishes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wishes.add(wish(random));
        }
        Object body = Map.of("atomic", random.nextBoolean(), "trades", wishes);
        Answer answer = instance.send(Call.post(path("/trades/batch"), operator, key(), body));
        outcomes.add(answer.outcome());
        if (answer.status() == 200) {
            for (JsonNode result : answer.body().path("results")) {
                if (result.path("status").asText().equals("posted")) {
                    answered.add(result.path("trade").path("id").asText());
                } else {
                    outcomes.add(result.path("problem").path("code").asText());
                }
            }
        }
    }

    private void reverse(JsonClient instance, Random random) {
        if (reversible.isEmpty()) {
            return;
        }
        String trade = reversible.get(random.nextInt(reversible.size()));
        Object body = Map.of("amount", amount(random, 10_00).toString(), "reason", "stale");
        Answer answer = instance.send(Call.post(path("/trades/" + trade + "/reversal"), operator, key(), body));
        outcomes.add(answer.outcome());
        if (answer.status() == 201) {
            answered.add(answer.text("id"));
        }
    }

    private void setLimits(JsonClient instance, String handle, BigDecimal limit, BigDecimal cap) {
        Object body = Map.of("creditLimit", limit.toString(), "balanceCap", cap.toString(), "reason", "at random");
        Answer answer = instance.send(Call.change("PUT", path("/accounts/" + handle + "/limits"), operator, body));
        assertThat(answer.status()).as("%s, seed %d", answer, seed).isEqualTo(200);
    }

    private Map<String, String> wish(Random random) {
        int payer = random.nextInt(HANDLES.size());
        int payee = (payer + 1 + random.nextInt(HANDLES.size() - 1)) % HANDLES.size();
        return Map.of(
                "payer",
                HANDLES.get(payer),
                "payee",
                HANDLES.get(payee),
                "amount",
                amount(random, 30_00).toString(),
                "description",
                "bread");
    }

    /** Every trade that was answered is in the books, and none beside. */
    void assertAnswersAndBooksAgree() throws SQLException {
        Set<String> booked = ConcurrentHashMap.newKeySet();
        query(
                "SELECT trade_id FROM trade JOIN community c USING (community_id) WHERE c.slug = ?",
                rows -> booked.add(rows.getString(1)));
        assertThat(booked).as("seed %d", seed).hasSizeGreaterThan(500).isEqualTo(answered);
    }

    /** Of all balances that there ever were, in the order of their numbers, which have no gap. */
    void assertNoLimitWasEverPassed() throws SQLException {
        int[] entries = {0};
        String[] last = {""};
        long[] number = {0};
        query(
                "SELECT m.handle, e.entry_no, e.balance_after FROM entry e JOIN account a USING (community_id, account_id)"
                        + " JOIN member m USING (community_id, member_id) JOIN community c USING (community_id)"
                        + " WHERE c.slug = ? ORDER BY 1, 2",
                rows -> {
                    String handle = rows.getString(1);
                    number[0] = handle.equals(last[0]) ? number[0] + 1 : 1;
                    last[0] = handle;
                    assertThat(rows.getLong(2)).as("%s, seed %d", handle, seed).isEqualTo(number[0]);
                    if (STEADY.contains(handle)) {
                        assertThat(rows.getBigDecimal(3).movePointLeft(2))
                                .as("%s, seed %d", handle, seed)
                                .isBetween(LIMIT.negate(), CAP);
                        entries[0]++;
                    }
                });
        assertThat(entries[0]).isGreaterThan(500);
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Reader reader) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, community);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static BigDecimal amount(Random random, int most) {
        return BigDecimal.valueOf(1L + random.nextInt(most), 2);
    }

    private String path(String rest) {
        return "/v1/communities/" + community + rest;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
