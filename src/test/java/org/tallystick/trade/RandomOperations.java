package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.NaiveLedger;
import org.tallystick.ledger.TradeId;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** Does one random thing after the other in a community, over HTTP, and expects what a naive ledger answers. */
final class RandomOperations {
    static final List<String> HANDLES = List.of("ada", "ben", "cleo", "dan");

    private static final Instant ANY_TIME = Instant.EPOCH;
    private static final List<String> BAD_BODIES = List.of(
            "{",
            "[]",
            "null",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":1,\"description\":\"x\"}",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":\"1e1\",\"description\":\"x\"}",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":\"0.001\",\"description\":\"x\"}",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":\"1\"}",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":\"1\",\"description\":\"x\",\"valueDate\":\"2026-13-01\"}",
            "{\"payer\":\"ada\",\"payee\":\"ben\",\"amount\":\"1\",\"description\":\"x\",\"balance\":\"1\"}");

    /** A trade in the books. */
    record Booked(TradeId id, String payer, String payee, long amount, boolean reversal) {}

    /** A trade that somebody wants. */
    private record Wish(String payer, String payee, long amount) {
        Map<String, String> body() {
            return Map.of("payer", payer, "payee", payee, "amount", decimal(amount), "description", "bread");
        }
    }

    /** A call that was answered well, under a key that is spent. */
    private record Spent(Call call, Answer answer) {}

    final long seed;
    final List<Booked> booked = new ArrayList<>();
    final Set<String> outcomes = new HashSet<>();
    String last = "nothing";

    private final JsonClient client;
    private final String community;
    private final String operator;
    private final Random random;
    private final Map<String, String> tokens;
    private final List<Spent> spent = new ArrayList<>();
    private NaiveLedger naive = new NaiveLedger(false);

    /** @param tokens the access token of each member */
    RandomOperations(JsonClient client, String community, String operator, Map<String, String> tokens, long seed) {
        this.client = client;
        this.community = community;
        this.operator = operator;
        this.tokens = tokens;
        this.seed = seed;
        this.random = new Random(seed);
        for (String handle : HANDLES) {
            NaiveLedger.Line line = new NaiveLedger.Line();
            line.limit = 2_000;
            line.cap = Long.MAX_VALUE;
            naive.lines.put(id(handle), line);
        }
    }

    void step() {
        int kind = random.nextInt(100);
        if (kind < 35) {
            trade();
        } else if (kind < 50) {
            reverse();
        } else if (kind < 62) {
            batch();
        } else if (kind < 74) {
            repeat();
        } else if (kind < 84) {
            setLimits();
        } else if (kind < 92) {
            setStatus();
        } else if (kind < 94) {
            setFrozenMayReceive();
        } else {
            badBody();
        }
    }

    private void trade() {
        Wish wish = wish();
        boolean dryRun = random.nextInt(5) == 0;
        String caller = random.nextBoolean() ? "operator" : anyone();
        boolean mayPay = caller.equals("operator") || caller.equals(wish.payer);
        NaiveLedger after = naive.copy();
        String expected = mayPay ? on(after, wish) : "forbidden";
        String token = tokens.getOrDefault(caller, operator);
        Call call = Call.post(path("/trades" + (dryRun ? "?dryRun=true" : "")), token, key(), wish.body());
        Answer answer = expect(call, expected);
        if (expected.equals("ok") && !dryRun) {
            naive = after;
            remember(answer.body(), wish, false);
            spent.add(new Spent(call, answer));
        }
    }

    private void batch() {
        boolean atomic = random.nextBoolean();
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            wishes.add(wish());
        }
        NaiveLedger after = naive.copy();
        List<String> each =
                new ArrayList<>(wishes.stream().map(wish -> on(after, wish)).toList());
        boolean refused = atomic && each.stream().anyMatch(one -> !one.equals("ok"));
        Object body = Map.of(
                "atomic", atomic, "trades", wishes.stream().map(Wish::body).toList());
        Call call = Call.post(path("/trades/batch"), operator, key(), body);
        Answer answer = expect(call, refused ? "batch-refused" : "ok");
        if (refused) {
            return;
        }
        naive = after;
        for (int i = 0; i < wishes.size(); i++) {
            JsonNode result = answer.body().path("results").path(i);
            String outcome = result.path("problem").path("code").asText("ok");
            assertThat(outcome).as("item %d of %s", i, last).isEqualTo(each.get(i));
            if (outcome.equals("ok")) {
                remember(result.path("trade"), wishes.get(i), false);
            }
        }
        if (each.stream().allMatch("ok"::equals)) {
            spent.add(new Spent(call, answer));
        }
    }

    private void reverse() {
        if (booked.isEmpty()) {
            return;
        }
        Booked original = booked.get(random.nextInt(booked.size()));
        long left = original.amount - naive.reversed.getOrDefault(original.id, 0L);
        boolean inFull = random.nextBoolean();
        long amount = inFull ? left : 1 + random.nextInt((int) original.amount);
        Wish back = new Wish(original.payee, original.payer, amount);
        NaiveLedger after = naive.copy();
        String expected = amount == 0 || original.reversal
                ? blocked(original, back)
                : after.reverse(original.id, original.amount, id(original.payee), id(original.payer), amount, ANY_TIME);
        Map<String, String> body =
                inFull ? Map.of("reason", "stale") : Map.of("reason", "stale", "amount", decimal(amount));
        Call call = Call.post(path("/trades/" + original.id.value() + "/reversal"), operator, key(), body);
        Answer answer = expect(call, expected);
        if (expected.equals("ok")) {
            naive = after;
            remember(answer.body(), back, true);
            spent.add(new Spent(call, answer));
        }
    }

    /** Why a reversal is refused that can only be refused: the state of its accounts comes first. */
    private String blocked(Booked original, Wish back) {
        if (original.reversal) {
            String refusal = naive.copy().trade(id(back.payer), id(back.payee), back.amount, 0, true, ANY_TIME);
            return refusal.equals("ok") ? "reversal-not-reversible" : refusal;
        }
        NaiveLedger.Line payer = line(back.payer);
        NaiveLedger.Line payee = line(back.payee);
        if (payer.status.equals("frozen") || (payee.status.equals("frozen") && !naive.frozenMayReceive)) {
            return "account-frozen";
        }
        boolean awayFromZero = (payer.status.equals("leaving") && payer.balance() < 0)
                || (payee.status.equals("leaving") && payee.balance() > 0);
        return awayFromZero ? "account-leaving" : "already-reversed";
    }

    /** Something that was done is asked for again under its key, as it was or changed. */
    private void repeat() {
        if (spent.isEmpty()) {
            return;
        }
        Spent before = spent.get(random.nextInt(spent.size()));
        Call call = before.call;
        if (random.nextBoolean()) {
            Answer answer = expect(call, "ok");
            assertThat(answer.replayed()).as(last).isTrue();
            assertThat(answer.body()).as(last).isEqualTo(before.answer.body());
            outcomes.add("replayed");
        } else if (call.path().endsWith("/trades")) {
            Map<?, ?> body = (Map<?, ?>) call.body();
            Map<Object, Object> changed = new HashMap<>(body);
            changed.put("description", "not bread");
            expect(Call.post(call.path(), call.token(), String.valueOf(call.key()), changed), "idempotency-key-reused");
        }
    }

    private void setLimits() {
        String handle = anyone();
        long limit = random.nextInt(3_000);
        long cap = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(4_000);
        Map<String, Object> body = new HashMap<>();
        body.put("creditLimit", decimal(limit));
        body.put("balanceCap", cap == Long.MAX_VALUE ? null : decimal(cap));
        body.put("reason", "at random");
        expect(Call.change("PUT", path("/accounts/" + handle + "/limits"), operator, body), "ok");
        line(handle).limit = limit;
        line(handle).cap = cap;
    }

    private void setStatus() {
        String handle = anyone();
        String status = List.of("active", "active", "frozen", "leaving", "left").get(random.nextInt(5));
        Map<String, String> body = Map.of("status", status, "reason", "at random");
        Call call = Call.change("PATCH", path("/members/" + handle), operator, body);
        if (!status.equals("left")) {
            expect(call, "ok");
            line(handle).status = status;
        } else if (line(handle).balance() != 0) {
            expect(call, "state-conflict");
        }
    }

    private void setFrozenMayReceive() {
        naive.frozenMayReceive = random.nextBoolean();
        Map<String, Object> settings = Map.of("frozenMayReceive", naive.frozenMayReceive);
        expect(Call.change("PATCH", path(""), operator, Map.of("settings", settings, "reason", "at random")), "ok");
    }

    private void badBody() {
        String body = BAD_BODIES.get(random.nextInt(BAD_BODIES.size()));
        expect(Call.post(path("/trades"), operator, key(), body), "malformed");
    }

    private Answer expect(Call call, String outcome) {
        last = call.method() + " " + call.path() + " " + call.body();
        Answer answer = client.send(call);
        assertThat(answer.outcome()).as("%s, seed %d: %s", last, seed, answer).isEqualTo(outcome);
        outcomes.add(outcome);
        return answer;
    }

    private String on(NaiveLedger ledger, Wish wish) {
        return ledger.trade(id(wish.payer), id(wish.payee), wish.amount, 0, false, ANY_TIME);
    }

    private void remember(JsonNode trade, Wish wish, boolean reversal) {
        TradeId id = new TradeId(UUID.fromString(trade.path("id").asText()));
        booked.add(new Booked(id, wish.payer, wish.payee, wish.amount, reversal));
    }

    JsonNode account(String handle) {
        return client.send(Call.get(path("/accounts/" + handle), operator)).body();
    }

    List<JsonNode> statement(String handle) {
        return pages("/accounts/" + handle + "/statement", "entries");
    }

    int count(String list) {
        return pages("/" + list, list).size();
    }

    private List<JsonNode> pages(String path, String field) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String query = "?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            Answer page = client.send(Call.get(path(path + query), operator));
            page.body().path(field).forEach(all::add);
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());
        return all;
    }

    String path(String rest) {
        return "/v1/communities/" + community + rest;
    }

    NaiveLedger.Line line(String handle) {
        return naive.lines.get(id(handle));
    }

    private static AccountId id(String handle) {
        return new AccountId(UUID.nameUUIDFromBytes(handle.getBytes(StandardCharsets.UTF_8)));
    }

    private Wish wish() {
        return new Wish(anyone(), anyone(), 1L + random.nextInt(1_500));
    }

    private String anyone() {
        return HANDLES.get(random.nextInt(HANDLES.size()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    static String decimal(long minorUnits) {
        return BigDecimal.valueOf(minorUnits, 2).toPlainString();
    }
}
