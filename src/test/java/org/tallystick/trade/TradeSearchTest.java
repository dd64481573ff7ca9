package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Alice has bought bread and been taught, and looks for it. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TradeSearchTest {
    private Town town;
    private String alice;
    private String bob;

    @BeforeEach
    void someTrades() {
        town = new Town();
        alice = town.member("alice", "100.00");
        bob = town.member("bob", "100.00");
        town.member("carol", "100.00");
        Api.as(
                        town.operator(),
                        Map.of("categories", List.of(Map.of("code", "food", "name", "Food")), "reason", "decided"))
                .header("If-Match", "*")
                .put(town.path("/categories"))
                .then()
                .statusCode(200);
        pay(
                alice,
                Map.of(
                        "payer",
                        "alice",
                        "payee",
                        "bob",
                        "amount",
                        "3.00",
                        "description",
                        "Pão de milho",
                        "category",
                        "food"));
        pay(
                alice,
                Map.of("payer", "alice", "payee", "carol", "amount", "7.50", "description", "A lesson in Portuguese"));
        pay(
                bob,
                Map.of(
                        "payer",
                        "bob",
                        "payee",
                        "alice",
                        "amount",
                        "9.00",
                        "description",
                        "Lesson",
                        "metadata",
                        Map.of("room", "Blue 12")));
    }

    private void pay(String who, Map<String, Object> trade) {
        Api.as(who, trade)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades"))
                .then()
                .statusCode(201);
    }

    private ValidatableResponse find(String query) {
        return town.get(alice, "/trades?account=alice&" + query);
    }

    @Test
    void byAPartOfTheTextByNamesAndByWhatItSaysBeside() {
        find("text=PAO").body("trades.description", contains("Pão de milho"));
        find("text=lesson").body("trades.description", contains("Lesson", "A lesson in Portuguese"));
        find("text=lesson carol").body("trades.description", contains("A lesson in Portuguese"));
        find("text=blue").body("trades.description", contains("Lesson"));
        find("text=alice").body("trades", empty());
        find("text=%25").body("trades", empty());
    }

    @Test
    void byWhoIsOnTheOtherSideByAmountByCategoryAndTogether() {
        find("with=bob").body("trades.amount", contains("9.00", "3.00"));
        find("with=bob&max=8").body("trades.amount", contains("3.00"));
        find("min=7.5&max=9").body("trades.amount", contains("9.00", "7.50"));
        find("category=food").body("trades.payee", contains("bob"));
        find("category=food&with=carol").body("trades", empty());
        find("min=1&from=2100-01-01").body("trades", empty());
    }

    @Test
    void pageByPageEachTradeComesOnce() {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page =
                    find("min=0&limit=1" + cursor).statusCode(200).extract().jsonPath();
            all.addAll(page.getList("trades.amount"));
            cursor = page.get("nextCursor") == null ? "" : "&cursor=" + page.get("nextCursor");
        } while (!cursor.isEmpty());
        assertThat(all).containsExactly("9.00", "7.50", "3.00");
    }

    @Test
    void itIsOfOneAccountThatTheCallerMaySee() {
        town.get(alice, "/trades?text=bread").statusCode(400).body("errors[0].field", equalTo("account"));
        town.get(alice, "/trades?account=bob&text=lesson").statusCode(404);
        town.get(town.operator(), "/trades?account=bob&text=lesson")
                .statusCode(200)
                .body("trades.description", contains("Lesson"));
    }

    @Test
    void whatIsMalformedIsNamed() {
        find("with=nobody").statusCode(400).body("errors.field", contains("with"));
        find("min=2&max=1").statusCode(400).body("errors.field", contains("max"));
        find("min=-1&max=1.234").statusCode(400).body("errors.field", containsInAnyOrder("min", "max"));
        find("text=a b c d e f g h i").statusCode(400).body("errors.field", contains("text"));
        find("category=Food&cursor=xx").statusCode(400).body("errors.field", containsInAnyOrder("category", "cursor"));
    }
}
