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
    static final String FIRM = "emil";
    static final List<String> HANDLES = List.of("ann", "ben", "carl", "dora", FIRM);
    /** The category that owes no levy. */
    static final String GIFT = "gift";

    final Random random;
    final NaiveTrades model;
    final List<NaiveTrade> booked = new ArrayList<>();
    /** How often each step was answered what. */
    final Map<String, Integer> seen = new TreeMap<>();

    private final long seed;
    private final Town town = new Town();
    private final String mediator = town.appoint("mediator");
    private final Map<String, String> tokens = new HashMap<>();
    private final JsonClient client = new JsonClient(URI.create("http://localhost:" + RestAssured.port));
    private String last = "";

    TradingWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        // Where floor and ceiling leave most levies alone, it shows how they are rounded.
        boolean wide = random.nextInt(3) > 0;
        long floor = random.nextInt(wide ? 5 : 400);
        BigDecimal percent = BigDecimal.valueOf(1L + random.nextInt(1_200), 2);
        Toll toll = new Toll(random.nextBoolean(), percent, floor, floor + (wide ? 200_000 : 40 + random.nextInt(300)));
        this.model = new NaiveTrades(toll);
        boolean firmsExempt = random.nextBoolean();
        for (String handle : HANDLES) {
            boolean firm = handle.equals(FIRM);
            tokens.put(handle, town.memberAtDefaults(handle, Map.of("kind", firm ? "organisation" : "person")));
            Place place = new Place();
            place.exempt = firm && firmsExempt;
            model.places.put(handle, place);
            limit(handle);
        }
        category();
        model.places.put(NaiveTrades.FUND, new Place());
        Map<String, String> rule =
                Map.of("percent", percent.toPlainString(), "floor", decimal(floor), "ceiling", decimal(toll.ceiling()));
        Map<String, Object> exempt = new HashMap<>(Map.of("categories", List.of(GIFT)));
        if (firmsExempt) {
            exempt.put("kinds", List.of("organisation"));
        }
        Map<String, Object> levy =
                Map.of(toll.ofPayers() ? "payer" : "payee", rule, "exempt", exempt, "reason", "the assembly");
        expect("levy", post(operator(), "/currencies/CRED/levies", levy), NaiveTrades.OK);
    }

    private void category() {
        Map<String, Object> categories =
                Map.of("categories", List.of(Map.of("code", GIFT, "name", "Gifts")), "reason", "needed");
        expect("categories", Call.change("PUT", town.path("/categories"), operator(), categories), NaiveTrades.OK);
    }

    /** Freezes somebody, or lets them trade again: mostly the latter, so that the town goes on. */
    void freeze() {
        List<String> frozen = HANDLES.stream()
                .filter(handle -> model.places.get(handle).frozen)
                .toList();
        String handle = frozen.isEmpty() ? anyone() : any(frozen);
        Place place = model.places.get(handle);
        place.frozen = !place.frozen;
        Map<String, String> body = Map.of("status", place.frozen ? "frozen" : "active", "reason", "decided");
        expect(
                place.frozen ? "freeze" : "unfreeze",
                Call.change("PATCH", town.path("/members/" + handle), operator(), body),
                NaiveTrades.OK);
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

    /** Somebody who proposes between others. */
    String mediator() {
        return mediator;
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

    /** Sends both at the same moment; the answers come in the order of the calls. */
    List<Answer> race(String step, Call one, Call other) {
        last = step + ": " + one.path() + " " + one.body() + " beside " + other.path() + " " + other.body();
        CompletableFuture<Answer> first = client.sendAsync(one);
        CompletableFuture<Answer> second = client.sendAsync(other);
        List<Answer> answers = List.of(first.join(), second.join());
        count(step + " " + answers.get(0).outcome() + "/" + answers.get(1).outcome());
        return answers;
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
