package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TradeResourceTest {
    @Inject
    MeterRegistry registry;

    private String operator;
    private String community;
    private String alice;
    private String bob;

    @BeforeEach
    void twoMembers() {
        operator = Api.operatorToken();
        community = Api.community(operator);
        alice = Api.member(operator, community, "alice", "1000.00");
        bob = Api.member(operator, community, "bob", "0.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"payer\":\"alice\"|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":12,\"description\":\"x\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1e3\",\"description\":\"x\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1.005\",\"description\":\"x\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"99999999999999999999\",\"description\":\"x\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"-1\",\"description\":\"x\"}|amount-not-positive",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"0\",\"description\":\"x\"}|amount-not-positive",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1\",\"description\":\"x\",\"fee\":\"1\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1\",\"description\":\"a\\u0007b\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1\",\"description\":\"x\",\"valueDate\":\"31.1.2026\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob.XXX\",\"amount\":\"1\",\"description\":\"x\"}|malformed",
                "{\"payer\":\"alice\",\"payee\":\"bob.HRS\",\"amount\":\"1\",\"description\":\"x\"}|currency-mismatch",
                "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"1\",\"currency\":\"HRS\",\"description\":\"x\"}|currency-mismatch",
                "null|malformed"
            })
    void badInputIsToldAndChangesNothing(String body, String code) {
        Api.as(alice)
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .body(body)
                .post("/v1/communities/" + community + "/trades")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
        Api.as(alice)
                .get("/v1/communities/" + community + "/accounts/alice")
                .then()
                .body("entries", equalTo(0));
    }

    @Test
    void aKeyIsRequiredAndBuysOnce() {
        Api.as(alice, Map.of("payer", "alice", "payee", "bob", "amount", "1", "description", "x"))
                .post("/v1/communities/" + community + "/trades")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-required"));
        String first = Api.trade(alice, community, "\"k1\"", "alice", "bob", "12.5")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("id");
        Api.trade(alice, community, "k1", "alice.CRED", "bob", "12.50")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(first));
        Api.trade(alice, community, "k1", "alice", "bob", "12.51")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void aKeyThatBoughtATradeBuysNoBatch() {
        Api.trade(alice, community, "k1", "alice", "bob", "1").then().statusCode(201);
        Api.as(
                        alice,
                        Map.of(
                                "atomic",
                                false,
                                "trades",
                                List.of(Map.of("payer", "alice", "payee", "bob", "amount", "1", "description", "x"))))
                .header("Idempotency-Key", "k1")
                .post("/v1/communities/" + community + "/trades/batch")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void aKeyOrADryRunThatStandsThereTwiceIsRefused() {
        Map<String, String> trade = Map.of("payer", "alice", "payee", "bob", "amount", "1", "description", "x");
        String trades = "/v1/communities/" + community + "/trades";
        Api.as(alice, trade)
                .header("Idempotency-Key", "a", "b")
                .post(trades)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
        Api.as(alice, trade)
                .header("Idempotency-Key", "a")
                .post(trades + "?dryRun=false&dryRun=true")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("dryRun"));
    }

    @Test
    void whoWantsAnotherFormatThanJsonBooksNothing() {
        Api.as(alice, Map.of("payer", "alice", "payee", "bob", "amount", "1", "description", "x"))
                .header("Idempotency-Key", "a")
                .accept("text/html")
                .post("/v1/communities/" + community + "/trades")
                .then()
                .statusCode(406);
        Api.as(alice)
                .get("/v1/communities/" + community + "/accounts/alice")
                .then()
                .body("entries", equalTo(0));
        Api.as(alice)
                .get("/v1/communities/" + community + "/trades?cursor=bm90YXV1aWQ")
                .then()
                .statusCode(400)
                .body("errors[0].detail", equalTo("is not a cursor of this list"));
    }

    @Test
    void nobodySpendsForOthersWhetherTheyExistOrNot() {
        Api.trade(alice, community, "bob", "alice", "1").then().statusCode(403);
        Api.trade(alice, community, "nobody", "alice", "1").then().statusCode(403);
        Api.trade(alice, community, "fund", "alice", "1").then().statusCode(403);
        Api.trade(alice, community, "alice", "nobody", "1")
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-account"));
    }

    @Test
    void rightsThatAreGivenOrTakenHoldWithTheNextTrade() {
        String roles = "/v1/communities/" + community + "/roles";
        Api.as(operator, Map.of("username", "bob@" + community, "role", "administrator", "reason", "elected"))
                .post(roles)
                .then()
                .statusCode(201);
        for (int i = 0; i < 3; i++) {
            Api.trade(bob, community, "alice", "fund", "1").then().statusCode(403);
            setMediation("administrators");
            Api.trade(bob, community, "alice", "fund", "1").then().statusCode(201);
            setMediation("none");
        }
        Api.as(operator).delete(roles + "/administrator/bob@" + community + "?reason=done");
        Api.trade(bob, community, "fund", "alice", "1").then().statusCode(403);
    }

    private void setMediation(String mediation) {
        Api.as(operator, Map.of("settings", Map.of("mediation", mediation), "reason", "decided"))
                .header("If-Match", "*")
                .patch("/v1/communities/" + community)
                .then()
                .statusCode(200);
    }

    @Test
    void batchesStandTogetherOrEachAlone() {
        List<Map<String, String>> trades = List.of(
                Map.of("payer", "alice", "payee", "bob", "amount", "1", "description", "x"),
                Map.of("payer", "alice", "payee", "bob", "amount", "5000", "description", "x"));
        Api.as(alice, Map.of("atomic", true, "trades", trades))
                .header("Idempotency-Key", "b1")
                .post("/v1/communities/" + community + "/trades/batch")
                .then()
                .statusCode(422)
                .body("code", equalTo("batch-refused"))
                .body("results.status", equalTo(List.of("not-posted", "refused")));
        Api.as(alice, Map.of("atomic", false, "trades", trades))
                .header("Idempotency-Key", "b2")
                .post("/v1/communities/" + community + "/trades/batch")
                .then()
                .statusCode(200)
                .body("results.status", equalTo(List.of("posted", "refused")))
                .body("results[1].problem.code", equalTo("credit-limit-exceeded"));
    }

    @Test
    void thePayeeReversesInPartAndInFullAndNoMore() {
        String id = Api.trade(alice, community, "alice", "bob", "10").path("id");
        String reversal = "/v1/communities/" + community + "/trades/" + id + "/reversal";
        Api.as(alice, Map.of("reason", "stale"))
                .header("Idempotency-Key", "r0")
                .post(reversal)
                .then()
                .statusCode(403);
        Api.as(bob, Map.of("amount", "4.00", "reason", "stale"))
                .header("Idempotency-Key", "r1")
                .post(reversal)
                .then()
                .statusCode(201)
                .body("reverses", equalTo(id));
        Api.as(bob, Map.of("reason", "the rest"))
                .header("Idempotency-Key", "r2")
                .post(reversal)
                .then()
                .statusCode(201)
                .body("amount", equalTo("6.00"));
        Api.as(bob, Map.of("reason", "more"))
                .header("Idempotency-Key", "r3")
                .post(reversal)
                .then()
                .statusCode(422)
                .body("code", equalTo("already-reversed"));
    }

    @Test
    void fiveHundredRequestsAtOnceShareCommits() {
        long before = registry.get("tallystick.posting.commit").timer().count();
        Set<String> ids = new HashSet<>();
        for (HttpResponse<String> answer : send(500, i -> "many-" + i)) {
            assertThat(answer.statusCode()).isEqualTo(201);
            ids.add(JsonPath.from(answer.body()).getString("id"));
        }
        assertThat(ids).hasSize(500);
        assertThat(registry.get("tallystick.posting.commit").timer().count() - before)
                .isLessThan(100);
    }

    @Test
    void oneKeySentByManyAtOnceBuysOneTrade() {
        Set<String> ids = new HashSet<>();
        for (HttpResponse<String> answer : send(100, i -> "the-same")) {
            assertThat(answer.statusCode()).isEqualTo(201);
            ids.add(JsonPath.from(answer.body()).getString("id"));
        }
        assertThat(ids).hasSize(1);
    }

    private List<HttpResponse<String>> send(int count, IntFunction<String> key) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + RestAssured.port + "/v1/communities/" + community + "/trades"))
                    .header("Authorization", "Bearer " + alice)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key.apply(i))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"payer\":\"alice\",\"payee\":\"bob\",\"amount\":\"0.01\",\"description\":\"bread\"}"))
                    .build();
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
