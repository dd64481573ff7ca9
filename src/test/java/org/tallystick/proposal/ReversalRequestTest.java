package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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

/** Reversals by consent: asked for by whoever has paid, and agreed on by all who were paid. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ReversalRequestTest {
    private Town town;
    private String alice;
    private String bob;
    private String carol;

    @BeforeEach
    void makeTown() {
        town = new Town();
        alice = town.member("alice", "100.00");
        bob = town.member("bob", "100.00");
        carol = town.member("carol", "100.00");
    }

    private ValidatableResponse request(String who, String trade, String amount, String query) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "the bread was stale"));
        if (!amount.isEmpty()) {
            body.put("amount", amount);
        }
        return Api.as(who, body)
                .header("Idempotency-Key", "request " + trade + amount)
                .post(town.path("/trades/" + trade + "/reversal-requests" + query))
                .then();
    }

    private ValidatableResponse accept(String who, String proposal) {
        return Api.as(who, Map.of())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/proposals/" + proposal + "/acceptance"))
                .then();
    }

    /** Alice pays 10.00: 6.67 of it to bob, 3.33 to carol. */
    private String sharedTrade() {
        String offer = Api.as(
                        alice,
                        Map.of(
                                "kind",
                                "offer",
                                "payer",
                                "alice",
                                "payees",
                                List.of(
                                        Map.of("account", "bob", "amount", "6.67"),
                                        Map.of("account", "carol", "amount", "3.33")),
                                "description",
                                "a concert"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/proposals"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        accept(bob, offer).statusCode(200).body("trade", nullValue());
        return accept(carol, offer)
                .statusCode(200)
                .body("trade", notNullValue())
                .extract()
                .path("trade.id");
    }

    private void balances(String ofAlice, String ofBob, String ofCarol) {
        town.get(alice, "/accounts/alice").body("balance", equalTo(ofAlice));
        town.get(bob, "/accounts/bob").body("balance", equalTo(ofBob));
        town.get(carol, "/accounts/carol").body("balance", equalTo(ofCarol));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void whoPaidAsksAndWhoWasPaidAgrees() {
        String trade = town.trade(alice, "alice", "bob", "8.00")
                .statusCode(201)
                .extract()
                .path("id");
        String id = request(alice, trade, "5.00", "")
                .statusCode(201)
                .body("kind", equalTo("request"))
                .body("reverses", equalTo(trade))
                .body("description", equalTo("the bread was stale"))
                .body("parties", hasSize(2))
                .body("parties[0].account", equalTo("bob"))
                .body("parties[0].asked", equalTo(true))
                .body("parties[1].asked", equalTo(false))
                .extract()
                .path("id");
        request(alice, trade, "5.00", "")
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        accept(alice, id).statusCode(403);
        balances("-8.00", "8.00", "0.00");

        accept(bob, id)
                .statusCode(200)
                .body("trade.reverses", equalTo(trade))
                .body("trade.amount", equalTo("5.00"))
                .body("trade.reason", equalTo("the bread was stale"))
                .body("trade.payer", equalTo("bob"));
        balances("-3.00", "3.00", "0.00");
        request(alice, trade, "3.01", "").statusCode(422).body("code", equalTo("already-reversed"));
    }

    @Test
    void ofATradeThatPaidSeveralAllAgreeAndEachGivesBackItsPart() {
        String trade = sharedTrade();
        String id = request(alice, trade, "5.00", "")
                .statusCode(201)
                .body("parties.account", equalTo(List.of("bob", "carol", "alice")))
                .body("parties.amount", equalTo(List.of("3.34", "1.66", "5.00")))
                .extract()
                .path("id");
        accept(bob, id).statusCode(200).body("trade", nullValue());
        balances("-10.00", "6.67", "3.33");
        accept(carol, id).statusCode(200).body("trade.entries", hasSize(3));
        balances("-5.00", "3.33", "1.67");

        String rest = request(alice, trade, "", "")
                .statusCode(201)
                .body("parties.amount", equalTo(List.of("3.33", "1.67", "5.00")))
                .extract()
                .path("id");
        accept(carol, rest).statusCode(200);
        accept(bob, rest).statusCode(200).body("proposal.state", equalTo("accepted"));
        balances("0.00", "0.00", "0.00");
        request(alice, trade, "0.01", "").statusCode(422).body("code", equalTo("already-reversed"));
    }

    @Test
    void oneOfSeveralWhoWerePaidAsksTheOthers() {
        String trade = sharedTrade();
        String id = request(bob, trade, "", "")
                .statusCode(201)
                .body("kind", equalTo("offer"))
                .extract()
                .path("id");
        accept(carol, id).statusCode(200).body("trade.reverses", equalTo(trade));
        balances("0.00", "0.00", "0.00");
    }

    @Test
    void whatWasAgreedOnOtherSharesIsAskedAnew() {
        String trade = sharedTrade();
        String first =
                request(alice, trade, "5.00", "").statusCode(201).extract().path("id");
        String second =
                request(alice, trade, "5.01", "").statusCode(201).extract().path("id");
        for (String proposal : List.of(first, second)) {
            accept(bob, proposal).statusCode(200);
        }
        accept(carol, first).statusCode(200).body("trade", notNullValue());
        accept(carol, second).statusCode(422).body("code", equalTo("already-reversed"));
        String third = request(alice, trade, "5.00", "?dryRun=true")
                .statusCode(200)
                .body("id", nullValue())
                .extract()
                .path("parties[0].amount");
        assertThat(third).isEqualTo("3.33");
        balances("-5.00", "3.33", "1.67");
    }

    @Test
    void anAdministratorAsksForOthersAndStrangersDoNot() {
        String trade = town.trade(alice, "alice", "bob", "8.00").extract().path("id");
        request(carol, trade, "", "").statusCode(404);
        request(bob, trade, "", "").statusCode(409).body("detail", containsString("reverse it yourself"));
        String mediator = town.appoint("administrator");
        String id = request(mediator, trade, "", "")
                .statusCode(201)
                .body("mediated", equalTo(true))
                .extract()
                .path("id");
        accept(mediator, id).statusCode(403);
        accept(bob, id).statusCode(200).body("trade.reverses", equalTo(trade));
    }

    @Test
    void whatIsWrongIsNamed() {
        String trade = town.trade(alice, "alice", "bob", "8.00").extract().path("id");
        Api.as(alice, Map.of("amount", "1.234", "expiresAt", "soon"))
                .header("Idempotency-Key", "k")
                .post(town.path("/trades/" + trade + "/reversal-requests"))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("amount", "reason", "expiresAt")));
        request(alice, trade, "0.00", "").statusCode(400).body("code", equalTo("amount-not-positive"));
        String id = request(alice, trade, "", "").extract().path("id");
        accept(bob, id).statusCode(200);
        String reversal = town.get(bob, "/proposals/" + id).extract().path("trades[0].trade");
        request(bob, reversal, "", "").statusCode(422).body("code", equalTo("reversal-not-reversible"));
    }
}
