package org.tallystick.user;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Tom spends for alice, at most 10.00 a trade and 25.00 a day in credits, and nothing in hours. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SpenderTest {
    private static final Map<String, String> USUAL = Map.of("currency", "CRED", "perTrade", "10.00", "perDay", "25.00");

    private final String tom = Town.newName();
    private Town town;
    private String alice;
    private String spender;

    @BeforeEach
    void tomSpends() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        spender = town.join(alice, "alice", Map.of("role", "spender", "limits", List.of(USUAL)), tom);
    }

    @Test
    void aTradeTakesNoMoreThanTheLimitOfATrade() {
        town.trade(spender, "alice", "bob", "10.01")
                .statusCode(422)
                .body("code", equalTo("spending-limit-exceeded"))
                .body("per", equalTo("trade"))
                .body("available", equalTo("10.00"))
                .body("asked", equalTo("10.01"));
        town.trade(spender, "alice", "bob", "10.00").statusCode(201);
        town.trade(alice, "alice", "bob", "30.00").statusCode(201);
    }

    @Test
    void theTradesOfADayTakeNoMoreThanTheLimitOfADay() {
        town.trade(spender, "alice", "bob", "10.00").statusCode(201);
        town.trade(alice, "alice", "bob", "20.00").statusCode(201);
        town.trade(spender, "alice", "bob", "10.00").statusCode(201);
        town.trade(spender, "alice", "bob", "5.01")
                .statusCode(422)
                .body("per", equalTo("day"))
                .body("available", equalTo("5.00"))
                .body("asked", equalTo("5.01"));
        town.trade(spender, "alice", "bob", "5.00").statusCode(201);
        town.trade(spender, "alice", "bob", "0.01").statusCode(422).body("available", equalTo("0.00"));
    }

    @Test
    void aCurrencyThatIsNotNamedIsNotSpent() {
        town.setLimits(town.operator(), "alice.HRS", "10.00").statusCode(200);
        town.trade(spender, "alice.HRS", "bob.HRS", "0.01")
                .statusCode(422)
                .body("code", equalTo("spending-limit-exceeded"))
                .body("available", equalTo("0.00"));
        town.trade(alice, "alice.HRS", "bob.HRS", "1.00").statusCode(201);
        change("spender", List.of(Map.of("currency", "HRS"))).statusCode(200).body("limits[0].perDay", nullValue());
        town.trade(spender, "alice.HRS", "bob.HRS", "9.00").statusCode(201);
        town.trade(spender, "alice", "bob", "0.01").statusCode(422);
    }

    @Test
    void whatTheSpenderGivesBackCountsToo() {
        String trade = town.trade(town.operator(), "bob", "alice", "30.00")
                .statusCode(201)
                .extract()
                .path("id");
        reverse(spender, trade, "10.01").statusCode(422).body("code", equalTo("spending-limit-exceeded"));
        reverse(spender, trade, "10.00").statusCode(201);
        town.trade(spender, "alice", "bob", "10.00").statusCode(201);
        town.trade(spender, "alice", "bob", "6.00").statusCode(422).body("available", equalTo("5.00"));
        reverse(alice, trade, "20.00").statusCode(201);
    }

    @Test
    void aRaisedLimitHoldsAtOnceAndSoDoesNone() {
        town.trade(spender, "alice", "bob", "20.00").statusCode(422);
        change("spender", List.of(Map.of("currency", "CRED", "perTrade", "20.00")))
                .statusCode(200)
                .body("limits[0].perTrade", equalTo("20.00"));
        town.trade(spender, "alice", "bob", "20.00").statusCode(201);
        change("spender", List.of()).statusCode(200).body("limits", nullValue());
        town.trade(spender, "alice", "bob", "60.00").statusCode(201);
        change("spender", List.of(Map.of("currency", "CRED", "perDay", "0"))).statusCode(200);
        town.trade(spender, "alice", "bob", "0.01").statusCode(422);
    }

    @Test
    void theLimitsAreShownToThoseWhoActForTheMember() {
        town.get(spender, "/members/alice/users")
                .statusCode(200)
                .body("users[1].username", equalTo(tom))
                .body("users[1].limits", contains(USUAL));
    }

    @Test
    void limitsThatMakeNoSenseAreNamed() {
        change("owner", List.of(USUAL)).statusCode(400).body("errors.field", contains("limits"));
        change("viewer", List.of(USUAL)).statusCode(400).body("errors.field", contains("limits"));
        change("spender", List.of(Map.of("currency", "GOLD")))
                .statusCode(400)
                .body("errors.field", contains("limits[0].currency"));
        change("spender", List.of(Map.of("perDay", "1.00")))
                .statusCode(400)
                .body("errors.field", contains("limits[0].currency"));
        change("spender", List.of(Map.of("currency", "CRED", "perTrade", "-1.00", "perDay", "1.001")))
                .statusCode(400)
                .body("errors.field", contains("limits[0].perTrade", "limits[0].perDay"));
        change("spender", List.of(USUAL, USUAL)).statusCode(400).body("errors.field", contains("limits[1].currency"));
        change("spender", List.of(USUAL, USUAL, USUAL)).statusCode(400).body("errors.field", contains("limits"));
        request(Map.of("role", "spender", "limits", List.of(), "reason", "x"))
                .statusCode(400)
                .body("errors.field", contains("limits"));
        town.invite(alice, "alice", Map.of("role", "owner", "limits", List.of(USUAL)))
                .statusCode(400)
                .body("errors.field", contains("limits"));
        town.invite(alice, "alice", Map.of("limits", List.of(USUAL)))
                .statusCode(400)
                .body("errors.field", contains("limits"));
        town.trade(spender, "alice", "bob", "10.00").statusCode(201);
    }

    private ValidatableResponse change(String role, List<Map<String, String>> limits) {
        return request(
                limits.isEmpty()
                        ? Map.of("role", role, "reason", "decided")
                        : Map.of("role", role, "limits", limits, "reason", "decided"));
    }

    private ValidatableResponse request(Map<String, ?> request) {
        return Api.as(alice, request)
                .put(town.path("/members/alice/users/" + tom))
                .then();
    }

    private ValidatableResponse reverse(String token, String trade, String amount) {
        return Api.as(token, Map.of("amount", amount, "reason", "too much"))
                .header("Idempotency-Key", UUID.randomUUID())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then();
    }
}
