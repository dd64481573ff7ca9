package org.tallystick.approval;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A trade on which two agree is booked once, and only it, whatever is sent again and whatever has changed meanwhile. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class RepeatedRequestTest {
    private Town town;
    private String first;
    private String second;
    private String alice;

    @BeforeEach
    void twoAdministrators() {
        town = new Town();
        alice = town.member("alice", "100.00");
        String bob = town.member("bob", "100.00");
        trade(bob, "bob", "fund", "50.00", "fund").statusCode(201);
        first = town.appoint("administrator");
        second = town.appoint("administrator");
        rules(first, true).statusCode(200);
    }

    @Test
    void somethingElseUnderTheKeyOfTheApprovalIsNotWhatTwoAgreedOn() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        String id = trade(first, "settlement", "alice", "5.00", "w1")
                .statusCode(202)
                .extract()
                .path("id");
        trade(first, "fund", "bob", "1.00", "approval-" + id).statusCode(201);
        approve(second, id).statusCode(422).body("code", equalTo("idempotency-key-reused"));
        town.get(first, "/approvals/" + id).body("state", equalTo("failed"));
        balance("-20.00");
    }

    @Test
    void whatTwoHaveBookedIsAnsweredAgainThoughTheMemberStaysAfterAll() {
        String id = paidToLeaver();
        Api.as(first)
                .delete(town.path("/members/alice/departure?reason=stays"))
                .then()
                .statusCode(204);
        trade(first, "fund", "alice", "19.0", "f2").statusCode(202).body("id", equalTo(id));
        trade(first, "fund", "alice", "18.00", "f2").statusCode(422).body("code", equalTo("idempotency-key-reused"));
        trade(first, "fund", "bob", "19.00", "f2").statusCode(422);
        balance("-1.00");
    }

    @Test
    void whatTwoHaveBookedIsAnsweredAgainThoughItCouldNotBeBookedAnyMore() {
        String id = paidToLeaver();
        trade(first, "fund", "alice", "19.00", "f2")
                .statusCode(202)
                .body("id", equalTo(id))
                .body("state", equalTo("approved"));
        balance("-1.00");
    }

    @Test
    void whatTwoHaveBookedIsAnsweredAgainThoughOneDecidesNow() {
        String id = paidToLeaver();
        oneDecides();
        trade(first, "fund", "alice", "19.00", "f2").statusCode(202).body("id", equalTo(id));
        balance("-1.00");
    }

    @Test
    void aReversalOfTwoIsAnsweredAgainThoughOneDecidesNow() {
        String trade = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        String id = reverse(trade, "5.00").statusCode(202).extract().path("id");
        approve(second, id).statusCode(200).body("outcome", containsString("Booked as trade"));
        balance("-15.00");
        oneDecides();
        reverse(trade, "5.0").statusCode(202).body("id", equalTo(id));
        reverse(trade, "6.00").statusCode(422).body("code", equalTo("idempotency-key-reused"));
        balance("-15.00");
    }

    @Test
    void whoeverMayNotAskForItAnyMoreIsNotAnsweredAgain() {
        paidToLeaver();
        String name = town.get(first, "/approvals").extract().path("approvals[0].askedBy");
        Api.as(town.operator())
                .delete(town.path("/roles/administrator/" + name + "?reason=resigned"))
                .then()
                .statusCode(204);
        trade(first, "fund", "alice", "19.00", "f2").statusCode(404);
    }

    @Test
    void whatAProgramOrAMediatorHasAMemberOnItsWayOutPayIsBookedByTheSecond() {
        String system = town.client("market-" + town.slug(), "trades:write");
        String mediator = town.appoint("mediator");
        town.settings(Map.of("mediation", "administrators"));
        trade(town.operator(), "fund", "alice", "20.00", "t1").statusCode(201);
        leaves();
        for (String who : List.of(system, mediator)) {
            String id = trade(who, "alice", "fund", "5.00", "f2")
                    .statusCode(202)
                    .extract()
                    .path("id");
            approve(second, id).statusCode(200).body("outcome", containsString("Booked as trade"));
        }
        balance("10.00");
    }

    private void leaves() {
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(201);
    }

    /** Asked for under the key {@code f2}, approved and booked: she stands at -1.00 after it. */
    private String paidToLeaver() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        leaves();
        String id = trade(first, "fund", "alice", "19.00", "f2")
                .statusCode(202)
                .extract()
                .path("id");
        approve(second, id).statusCode(200).body("outcome", containsString("Booked as trade"));
        balance("-1.00");
        return id;
    }

    private void oneDecides() {
        approve(second, rules(first, false).statusCode(202).extract().path("id"))
                .statusCode(200);
    }

    private void balance(String expected) {
        town.get(town.operator(), "/accounts/alice").body("balance", equalTo(expected));
    }

    private ValidatableResponse rules(String token, boolean two) {
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", two, "reversals", two, "policies", false));
        rules.put("limitRises", List.of());
        rules.put("reason", "the assembly of May");
        return Api.as(token, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then();
    }

    private ValidatableResponse approve(String token, String id) {
        return Api.as(token, Map.of("reason", "looked into it"))
                .post(town.path("/approvals/" + id + "/approval"))
                .then();
    }

    private ValidatableResponse trade(String token, String payer, String payee, String amount, String key) {
        return Api.as(token, Map.of("payer", payer, "payee", payee, "amount", amount, "description", "moved away"))
                .header("Idempotency-Key", key)
                .post(town.path("/trades"))
                .then();
    }

    private ValidatableResponse reverse(String trade, String amount) {
        return Api.as(first, Map.of("reason", "a dispute", "amount", amount))
                .header("Idempotency-Key", "r1")
                .post(town.path("/trades/" + trade + "/reversal"))
                .then();
    }
}
