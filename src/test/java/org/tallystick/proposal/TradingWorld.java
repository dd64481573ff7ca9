package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.tallystick.proposal.NaiveTrades.Line;
import org.tallystick.proposal.NaiveTrades.Place;
import org.tallystick.proposal.NaiveTrades.Toll;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.Town;

/** A town of a few members with limits and a levy, and a model of its books. */
final class TradingWorld {
    static final List<String> HANDLES = List.of("ann", "ben", "carl", "dora", "emil");

    final Random random;
    final NaiveTrades model;
    final List<NaiveTrade> booked = new ArrayList<>();
    /** How often each step was answered what. */
    final Map<String, Integer> seen = new TreeMap<>();

    private final long seed;
    private final Town town = new Town();
    private final Map<String, String> tokens = new HashMap<>();
    private final JsonClient client = new JsonClient(URI.create("http://localhost:" + RestAssured.port));
    private String last = "";

    TradingWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        long floor = random.nextInt(random.nextBoolean() ? 400 : 60);
        BigDecimal percent = BigDecimal.valueOf(1L + random.nextInt(1_200), 2);
        Toll toll = new Toll(random.nextBoolean(), percent, floor, floor + 40 + random.nextInt(300));
        this.model = new NaiveTrades(toll);
        for (String handle : HANDLES) {
            tokens.put(handle, town.member(handle, "10.00"));
            model.places.put(handle, new Place());
            limit(handle);
        }
        model.places.put(NaiveTrades.FUND, new Place());
        Map<String, String> rule =
                Map.of("percent", percent.toPlainString(), "floor", decimal(floor), "ceiling", decimal(toll.ceiling()));
        Map<String, Object> levy = Map.of(toll.ofPayers() ? "payer" : "payee", rule, "reason", "the assembly");
        expect("levy", post(operator(), "/currencies/CRED/levies", levy), NaiveTrades.OK);
    }

    /** Other limits for somebody, whatever their balance. */
    void limit(String handle) {
        Place place = model.places.get(handle);
        place.limit = random.nextInt(12_000);
        place.cap = random.nextInt(3) == 0 ? NaiveTrades.NONE : random.nextInt(9_000);
        Map<String, Object> body = new HashMap<>(Map.of("creditLimit", decimal(place.limit), "reason", "agreed"));
        body.put("balanceCap", place.cap == NaiveTrades.NONE ? null : decimal(place.cap));
        String path = town.path("/accounts/" + handle + "/limits");
        expect("limit", Call.change("PUT", path, operator(), body), NaiveTrades.OK);
    }

    String operator() {
        return town.operator();
    }

    String token(String handle) {
        return tokens.get(handle);
    }

    String anyone() {
        return any(HANDLES);
    }

    String anyoneBut(String other) {
        return any(HANDLES.stream().filter(handle -> !handle.equals(other)).toList());
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Mostly small, sometimes beyond what most may pay. */
    long amount() {
        return 1L + random.nextInt(random.nextInt(5) == 0 ? 20_000 : 3_000);
    }

    Call post(String token, String path, Object body) {
        return Call.post(town.path(path), token, UUID.randomUUID().toString(), body);
    }

    JsonNode get(String path) {
        return client.send(Call.get(town.path(path), operator())).body();
    }

    /** Sends it, and compares the answer. */
    JsonNode expect(String step, Call call, String outcome) {
        last = step + ": " + call.path() + " " + call.body();
        Answer answer = client.send(call);
        assertThat(answer.outcome()).as("%s: %s", this, answer).isEqualTo(outcome);
        int status = switch (outcome) {
            case "forbidden" -> 403;
            case "state-conflict", "payment-link-ended" -> 409;
            case NaiveTrades.OK -> answer.status();
            default -> 422;
        };
        assertThat(answer.status()).as("%s: %s", this, answer).isEqualTo(status);
        count(step + " " + outcome);
        return answer.body();
    }

    void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    void remember(String id, List<Line> lines, boolean reversal) {
        assertThat(id).as("the id of a trade, %s", this).hasSize(36);
        booked.add(new NaiveTrade(id, lines, reversal));
    }

    /** Every balance and every hold. */
    void compare() {
        Map<String, CompletableFuture<Answer>> answers = new HashMap<>();
        for (String address : model.places.keySet()) {
            answers.put(address, client.sendAsync(Call.get(town.path("/accounts/" + address), operator())));
        }
        model.places.forEach((address, place) -> {
            JsonNode account = answers.get(address).join().body();
            assertThat(List.of(
                            account.path("balance").asText(),
                            account.path("heldOut").asText(),
                            account.path("heldIn").asText()))
                    .as("balance and holds of %s after %s", address, this)
                    .isEqualTo(List.of(decimal(place.balance), decimal(place.heldOut), decimal(place.heldIn)));
        });
    }

    /** Every entry of every trade, in order. */
    void compareTrades() {
        for (NaiveTrade trade : booked) {
            List<Line> lines = new ArrayList<>();
            for (JsonNode entry : get("/trades/" + trade.id).path("entries")) {
                long change = new BigDecimal(entry.path("amount").asText())
                        .movePointRight(2)
                        .longValueExact();
                lines.add(new Line(
                        entry.path("account").asText(),
                        change,
                        entry.path("levy").asBoolean()));
            }
            assertThat(lines).as("trade %s, seed %d", trade.id, seed).containsExactlyInAnyOrderElementsOf(trade.lines);
        }
    }

    static String decimal(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    @Override
    public String toString() {
        return last + ", seed " + seed;
    }
}
