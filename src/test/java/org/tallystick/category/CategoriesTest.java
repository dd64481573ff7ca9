package org.tallystick.category;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A town sorts its trades: food and rides. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class CategoriesTest {
    private static final Map<String, Object> FOOD = Map.of("code", "food", "name", "Food & drink");
    private static final Map<String, Object> RIDES = Map.of("code", "rides", "name", "Rides");

    private Town town;
    private String alice;

    @BeforeEach
    void aTownThatSorts() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        set("*", List.of(FOOD, RIDES)).statusCode(200);
    }

    @Test
    void membersSeeThemInTheOrderOfTheCommunityAndOnlyThoseWhoRunItSetThem() {
        town.get(alice, "/categories")
                .statusCode(200)
                .body("categories.code", contains("food", "rides"))
                .body("categories.name", contains("Food & drink", "Rides"))
                .body("categories.retired", contains(false, false));
        Api.as(alice, Map.of("categories", List.of(), "reason", "none"))
                .header("If-Match", "*")
                .put(town.path("/categories"))
                .then()
                .statusCode(403);
    }

    @Test
    void aChangeNeedsTheVersionThatWasReadAndIsOnRecord() {
        String tag = Api.as(alice).get(town.path("/categories")).header("ETag");
        Api.as(town.operator(), Map.of("categories", List.of(FOOD), "reason", "fewer"))
                .put(town.path("/categories"))
                .then()
                .statusCode(428);
        set(tag, List.of(RIDES, FOOD)).statusCode(200).body("categories.code", contains("rides", "food"));
        set(tag, List.of(FOOD)).statusCode(412);
        town.get(town.operator(), "/changes?kind=community&limit=1")
                .body("changes[0].reason", equalTo("decided"))
                .body("changes[0].before.categories.code", contains("food", "rides"))
                .body("changes[0].after.categories.code", contains("rides", "food"));
    }

    @Test
    void whatIsMalformedIsNamed() {
        set("*", List.of(FOOD, FOOD)).statusCode(400).body("errors[0].field", equalTo("categories[1].code"));
        set("*", List.of(Map.of("code", "Food", "name", "")))
                .statusCode(400)
                .body("errors.field", contains("categories[0].code", "categories[0].name"));
    }

    @Test
    void aTradeShowsItsCategoryAndSoDoTheStatementAndWhatIsGivenBack() {
        String id = trade("food", "k1")
                .statusCode(201)
                .body("category", equalTo("food"))
                .extract()
                .path("id");
        trade(null, "k2").statusCode(201).body("category", nullValue());

        town.get(alice, "/trades/" + id).body("category", equalTo("food"));
        town.get(alice, "/accounts/alice/statement").body("entries.category", contains("food", null));
        Api.as(alice)
                .accept("text/csv")
                .get(town.path("/accounts/alice/statement"))
                .then()
                .body(containsString(",category,levy,andOthers\r\n"))
                .body(containsString(",food,,\r\n"));
        Api.as(town.operator(), Map.of("reason", "a mistake"))
                .header("Idempotency-Key", "back")
                .post(town.path("/trades/" + id + "/reversal"))
                .then()
                .statusCode(201)
                .body("category", equalTo("food"));
    }

    @Test
    void aCategoryThatIsUnknownOrRetiredIsNamedAndNothingIsBooked() {
        trade("coal", "k1")
                .statusCode(400)
                .body("errors[0].field", equalTo("category"))
                .body("errors[0].code", equalTo("unknown-category"));
        trade("rides", "k2").statusCode(201);
        set("*", List.of(FOOD)).body("categories.retired", contains(false, true));
        trade("rides", "k3").statusCode(400).body("errors[0].code", equalTo("retired-category"));
        town.get(alice, "/trades").body("trades", hasSize(1));
        // What was booked before is answered again, and not a request that is another.
        trade("rides", "k2").statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        trade("food", "k2").statusCode(422).body("code", equalTo("idempotency-key-reused"));
        set("*", List.of(FOOD, RIDES)).body("categories.retired", contains(false, false));
        trade("rides", "k3").statusCode(201);
    }

    @Test
    void batchesAndSlipsNameThemToo() {
        Map<String, Object> good = request("food");
        batch(List.of(good, request("coal"))).statusCode(400).body("errors[0].field", equalTo("trades[1].category"));
        batch(List.of(good, request("rides")))
                .statusCode(200)
                .body("results.trade.category", contains("food", "rides"));
        town.settings(Map.of("mediation", "administrators"));
        String clerk = town.appoint("mediator");
        Api.as(clerk)
                .contentType("text/csv")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("slip,payer,payee,amount,description,category\nA-1,alice,bob,1.00,bread,food\n")
                .queryParam("atomic", true)
                .post(town.path("/slips"))
                .then()
                .statusCode(200)
                .body("results[0].trade.category", equalTo("food"));
    }

    @Test
    void aPresetAddsItsOwnBehindThem() {
        Api.as(town.operator(), Map.of("preset", "lets", "reason", "decided"))
                .header("If-Match", "*")
                .post(town.path("/preset"))
                .then()
                .statusCode(200);
        town.get(alice, "/categories")
                .body("categories.code[0]", equalTo("food"))
                .body("categories.name[0]", equalTo("Food & drink"))
                .body("categories.code[1]", equalTo("rides"))
                .body("categories.code[2]", equalTo("garden"));
    }

    private ValidatableResponse set(String tag, List<Map<String, Object>> categories) {
        return Api.as(town.operator(), Map.of("categories", categories, "reason", "decided"))
                .header("If-Match", tag)
                .put(town.path("/categories"))
                .then();
    }

    private static Map<String, Object> request(String category) {
        Map<String, Object> trade =
                new HashMap<>(Map.of("payer", "alice", "payee", "bob", "amount", "1.00", "description", "bread"));
        if (category != null) {
            trade.put("category", category);
        }
        return trade;
    }

    private ValidatableResponse trade(String category, String key) {
        return Api.as(alice, request(category))
                .header("Idempotency-Key", key)
                .post(town.path("/trades"))
                .then();
    }

    private ValidatableResponse batch(List<Map<String, Object>> trades) {
        return Api.as(alice, Map.of("atomic", false, "trades", trades))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/batch"))
                .then();
    }
}
