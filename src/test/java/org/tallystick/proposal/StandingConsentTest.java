package org.tallystick.proposal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What becomes of a consent between the day on which it is given and the moment in which the trade is booked. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StandingConsentTest {
    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;
    private String carl;

    @BeforeEach
    void aTown() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
        carl = town.member("carl", "100.00");
    }

    /** ann asks ben and carl, who both must consent. */
    private String meal() {
        return proposals.proposed(
                ann,
                Proposing.several(
                        "request",
                        List.of(Proposing.share("ben", "6.00"), Proposing.share("carl", "4.00")),
                        List.of(Proposing.share("ann", "10.00"))));
    }

    private void appoint(String username, String role) {
        Api.as(town.operator(), Map.of("username", username, "role", role, "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
    }

    private void dismiss(String username) {
        Api.as(ben)
                .delete(town.path("/members/ben/users/" + username + "?reason=gone"))
                .then()
                .statusCode(204);
    }

    @Test
    void whoeverLosesTheRightDoesNotGoOnByAnOffice() {
        String username = Town.newName();
        String spender = town.join(ben, "ben", Map.of("role", "spender"), username);
        appoint(username, "mediator");
        String id = meal();
        proposals.accept(spender, id, Map.of("account", "ben")).statusCode(200);
        dismiss(username);
        proposals.accept(carl, id, Map.of()).statusCode(409).body("detail", containsString("consents again"));
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
        // What they say by the office from now on, stands by the office.
        proposals.accept(spender, id, Map.of("account", "ben")).statusCode(200);
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade", notNullValue());
    }

    @Test
    void whatASpenderOfferedDoesNotGoOnByAnOffice() {
        String username = Town.newName();
        String spender = town.join(ben, "ben", Map.of("role", "spender"), username);
        appoint(username, "mediator");
        String id = proposals.proposed(spender, Proposing.of("offer", "ben", "ann", "5.00"));
        dismiss(username);
        proposals.accept(ann, id, Map.of()).statusCode(409).body("code", equalTo("state-conflict"));
    }

    @Test
    void aLimitThatCameLaterAsksForAnOwner() {
        String username = Town.newName();
        String spender = town.join(ben, "ben", Map.of("role", "spender"), username);
        String id = meal();
        proposals.accept(spender, id, Map.of()).statusCode(200);
        Api.as(
                        ben,
                        Map.of(
                                "role",
                                "spender",
                                "limits",
                                List.of(Map.of("currency", "CRED", "perTrade", "1.00")),
                                "reason",
                                "less"))
                .header("If-Match", "*")
                .put(town.path("/members/ben/users/" + username))
                .then()
                .statusCode(200);
        proposals.accept(carl, id, Map.of()).statusCode(409).body("detail", containsString("within a limit"));
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
        proposals.accept(ben, id, Map.of()).statusCode(200);
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade.amount", equalTo("10.00"));
    }

    @Test
    void nobodyByOfficeTakesTheLinkOfTheFundsOffer() {
        town.trade(ann, "ann", "fund", "20.00").statusCode(201);
        String administrator = town.appoint("administrator");
        Town.acceptAs(administrator, town.invited(carl, "carl", Map.of("role", "viewer")))
                .statusCode(200);
        String token = proposals
                .propose(administrator, Proposing.of("offer", "fund", "", "5.00"))
                .statusCode(201)
                .extract()
                .path("token");
        String id = town.get(administrator, "/proposals").extract().path("proposals[0].id");
        proposals
                .accept(carl, id, Map.of("token", token, "account", "carl"))
                .statusCode(409)
                .body("detail", containsString("nobody pays themselves"));
        proposals.account(carl, "carl").body("balance", equalTo("0.00"));
        proposals.accept(ben, id, Map.of("token", token, "account", "ben")).statusCode(200);
    }

    @Test
    void whoeverComesToActForThePayeeDoesNotPayItFromTheFund() {
        town.trade(ann, "ann", "fund", "20.00").statusCode(201);
        String administrator = town.appoint("administrator");
        String id = proposals.proposed(administrator, Proposing.of("offer", "fund", "carl", "5.00"));
        Town.acceptAs(administrator, town.invited(carl, "carl", Map.of("role", "owner")))
                .statusCode(200);
        proposals.accept(carl, id, Map.of()).statusCode(409).body("code", equalTo("state-conflict"));
        proposals.account(carl, "carl").body("balance", equalTo("0.00"));
    }

    @Test
    void aProgramThatTheMemberLetsActNoMoreHasConsentedToNothing() {
        String name = "till-" + UUID.randomUUID();
        String till = town.client(name, "trades:write");
        String before = meal();
        proposals.accept(till, before, Map.of("account", "ben")).statusCode(200);
        town.settings(Map.of("clientConsent", "members"));
        proposals.accept(carl, before, Map.of()).statusCode(409).body("code", equalTo("state-conflict"));

        String consents = town.path("/members/ben/consents/" + name);
        Api.as(ben).put(consents).then().statusCode(204);
        String id = meal();
        proposals.accept(till, id, Map.of("account", "ben")).statusCode(200);
        Api.as(ben).delete(consents).then().statusCode(204);
        proposals.accept(carl, id, Map.of()).statusCode(409).body("detail", containsString("consents again"));
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
        Api.as(ben).put(consents).then().statusCode(204);
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade", notNullValue());
    }

    @Test
    void administratorsWhoMediateNoMoreHaveConsentedToNothing() {
        town.settings(Map.of("mediation", "administrators"));
        String administrator = town.appoint("administrator");
        String id = meal();
        proposals.accept(administrator, id, Map.of("account", "ben")).statusCode(200);
        town.settings(Map.of("mediation", "none"));
        proposals.accept(carl, id, Map.of()).statusCode(409).body("code", equalTo("state-conflict"));
        town.settings(Map.of("mediation", "administrators"));
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade", notNullValue());
    }

    @Test
    void byAnOfficeTheyConsentToAReversalWhoMayReverse() {
        town.settings(Map.of("mediation", "administrators"));
        String mediator = town.appoint("mediator");
        String administrator = town.appoint("administrator");
        String trade = town.trade(ann, "ann", "ben", "8.00").extract().path("id");
        String id = Api.as(ann, Map.of("reason", "the bread was stale"))
                .header("Idempotency-Key", "r")
                .post(town.path("/trades/" + trade + "/reversal-requests"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        proposals.accept(mediator, id, Map.of()).statusCode(403);
        proposals.get(ann, id).body("state", equalTo("open")).body("parties[0].consentedAt", nullValue());
        proposals.accept(administrator, id, Map.of()).statusCode(200).body("trade.reverses", equalTo(trade));
    }
}
