package org.tallystick.proposal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
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

/** What two administrators must agree on is not brought about by a proposal, whoever makes it and whoever accepts. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class FourEyesByProposalTest {
    private Town town;
    private Proposing proposals;
    private String first;
    private String second;
    private String ann;
    private String ben;

    @BeforeEach
    void twoAdministratorsWhoMediate() {
        town = new Town();
        town.settings(Map.of("mediation", "administrators"));
        proposals = new Proposing(town);
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
        first = town.appoint("administrator");
        second = town.appoint("administrator");
    }

    private void rules(boolean writeOffs, boolean reversals) {
        Map<String, Object> rules = new HashMap<>();
        rules.put("writeOffs", writeOffs);
        rules.put("reversals", reversals);
        rules.put("policies", false);
        rules.put("limitRises", List.of());
        rules.put("reason", "decided");
        Api.as(first, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
    }

    private void leaves(String handle) {
        Api.as(first, Map.of("cause", "leaves", "reason", "moves away"))
                .post(town.path("/members/" + handle + "/departure"))
                .then()
                .statusCode(201);
    }

    private String reversalRequest(String who, String trade) {
        return Api.as(who, Map.of("reason", "a mistake"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal-requests"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(409)
                .body("code", equalTo("state-conflict"))
                .body("detail", containsString("waits for the second"));
    }

    private ValidatableResponse dryRun(String who, String id) {
        return Api.as(who, Map.of())
                .post(town.path("/proposals/" + id + "/acceptance?dryRun=true"))
                .then();
    }

    @Test
    void theFundTakesNothingOnOfAMemberOnItsWayOutByAnOffer() {
        town.trade(ann, "ann", "fund", "20.00").statusCode(201);
        town.trade(ben, "ben", "ann", "5.00").statusCode(201);
        rules(true, false);
        String before = proposals.proposed(first, Proposing.of("offer", "fund", "ben", "1.00"));
        proposals.accept(ben, before, Map.of()).statusCode(200);
        leaves("ben");
        String id = proposals.proposed(first, Proposing.of("offer", "fund", "ben", "4.00"));
        refused(dryRun(ben, id));
        refused(proposals.accept(ben, id, Map.of()));
        proposals.get(ben, id).body("state", equalTo("open"));
        proposals.accept(ben, before, Map.of()).statusCode(200).body("trade", nullValue());
    }

    @Test
    void whatAMemberOnItsWayOutGivesTheFundIsItsOwnToGiveAndNoOffices() {
        town.trade(ann, "ann", "ben", "5.00").statusCode(201);
        rules(true, false);
        leaves("ben");
        String id = proposals.proposed(first, Proposing.of("request", "ben", "fund", "2.00"));
        refused(proposals.accept(second, id, Map.of("account", "ben")));
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.payee", equalTo("fund"));
        String offered = proposals.proposed(ben, Proposing.of("offer", "ben", "fund", "1.00"));
        proposals.accept(second, offered, Map.of()).statusCode(200).body("trade.payer", equalTo("ben"));
        String till = town.client("till-" + UUID.randomUUID(), "trades:write");
        String byProgram = proposals.proposed(first, Proposing.of("request", "ben", "fund", "1.00"));
        refused(proposals.accept(till, byProgram, Map.of()));
    }

    @Test
    void aWriteOffIsUndoneByTwoToo() {
        town.trade(ann, "ann", "ben", "5.00").statusCode(201);
        String writeOff = town.trade(first, "settlement", "ann", "5.00")
                .statusCode(201)
                .extract()
                .path("id");
        String other = town.trade(first, "ben", "settlement", "1.00")
                .statusCode(201)
                .extract()
                .path("id");
        rules(true, false);
        String id = reversalRequest(first, writeOff);
        refused(proposals.accept(second, id, Map.of("account", "ann")));
        String settlements = reversalRequest(ben, other);
        refused(proposals.accept(second, settlements, Map.of()));
        proposals.account(ann, "ann").body("balance", equalTo("0.00"));
        proposals.account(ben, "ben").body("balance", equalTo("4.00"));
    }

    @Test
    void aReversalByAnOfficeIsNoRequestsToBringAbout() {
        String trade = town.trade(ann, "ann", "ben", "8.00").extract().path("id");
        rules(false, true);
        String id = reversalRequest(ann, trade);
        refused(dryRun(first, id));
        refused(proposals.accept(first, id, Map.of()));
        refused(proposals.accept(town.client("till-" + UUID.randomUUID(), "trades:write"), id, Map.of()));
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.reverses", equalTo(trade));
    }

    @Test
    void whatWasSaidByAnOfficeBeforeIsSaidAnewByTheMember() {
        String carl = town.member("carl", "100.00");
        String meal = proposals.proposed(
                ann,
                Proposing.several(
                        "offer",
                        List.of(Proposing.share("ann", "10.00")),
                        List.of(Proposing.share("ben", "6.00"), Proposing.share("carl", "4.00"))));
        proposals.accept(ben, meal, Map.of()).statusCode(200);
        String trade =
                proposals.accept(carl, meal, Map.of()).statusCode(200).extract().path("trade.id");
        String id = reversalRequest(ann, trade);
        proposals.accept(first, id, Map.of("account", "ben")).statusCode(200);
        rules(false, true);
        refused(proposals.accept(carl, id, Map.of()));
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade", nullValue());
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade.reverses", equalTo(trade));
    }

    @Test
    void aProgramThatTheMemberLetsActGivesBackForIt() {
        String name = "till-" + UUID.randomUUID();
        String till = town.client(name, "trades:write");
        town.settings(Map.of("clientConsent", "members"));
        Api.as(ben).put(town.path("/members/ben/consents/" + name)).then().statusCode(204);
        String trade = town.trade(ann, "ann", "ben", "8.00").extract().path("id");
        rules(false, true);
        String id = reversalRequest(ann, trade);
        proposals.accept(till, id, Map.of("account", "ben")).statusCode(200).body("trade.reverses", equalTo(trade));
    }
}
