package org.tallystick.windingup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A community ends: read-only, settled, erased; each step by two. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class WindingUpTest {
    private Town town;
    private String administrator;
    private String alice;

    @BeforeEach
    void twoWhoOweEachOther() {
        town = new Town();
        administrator = town.appoint("administrator");
        alice = town.member("alice", "100.00");
        town.member("bob", "100.00");
        town.member("carol", "100.00");
        town.trade(alice, "alice", "bob", "70.00").statusCode(201);
        town.trade(alice, "alice", "fund", "20.00").statusCode(201);
    }

    @Test
    void itAlwaysTakesTwoAndTheOperatorIsTheSecondOfOneAdministrator() {
        String id = ask("", Map.of("settlementRule", "settlement"));
        approve(administrator, id).statusCode(403);
        town.trade(alice, "alice", "bob", "1.00").statusCode(201);
        approve(town.operator(), id).statusCode(200).body("state", equalTo("approved"));
        town.get(alice, "/winding-up")
                .statusCode(200)
                .body("phase", equalTo("winding-up"))
                .body("settlementRule", equalTo("settlement"))
                .body("erasureAfterDays", equalTo(30));
        town.get(administrator, "/changes?kind=community&limit=1")
                .body("changes[0].before.phase", equalTo("open"))
                .body("changes[0].after.phase", equalTo("winding-up"));
    }

    @Test
    void everythingCanBeReadAndNothingChanged() {
        begin("settlement", 30);
        for (String token : List.of(alice, administrator, town.operator())) {
            closed(town.trade(token, "alice", "bob", "1.00"));
        }
        closed(town.setLimits(administrator, "alice", "5.00"));
        closed(Api.as(administrator, Map.of("status", "frozen", "reason", "late"))
                .header("If-Match", "*")
                .patch(town.path("/members/bob"))
                .then());
        closed(Api.as(administrator, Map.of("handle", "dora", "name", "Dora", "kind", "person"))
                .post(town.path("/members"))
                .then());
        closed(Api.as(administrator, Map.of("username", "x", "role", "auditor", "reason", "elected"))
                .post(town.path("/roles"))
                .then());
        town.get(alice, "/accounts/alice").statusCode(200).body("balance", equalTo("-90.00"));
        town.get(alice, "/accounts/alice/statement").statusCode(200);
        Api.as(administrator, step())
                .post(town.path("/winding-up/erasure"))
                .then()
                .statusCode(409);
    }

    @Test
    void whatWaitedForASecondAdministratorIsDoneNoMore() {
        Api.as(
                        administrator,
                        Map.of(
                                "writeOffs",
                                true,
                                "reversals",
                                true,
                                "policies",
                                true,
                                "limitRises",
                                List.of(Map.of("currency", "CRED", "above", "1.00")),
                                "reason",
                                "two see more"))
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        String rise = town.setLimits(administrator, "alice", "500.00")
                .statusCode(202)
                .extract()
                .path("id");
        begin("settlement", 30);
        closed(approve(town.operator(), rise));
    }

    @Test
    void allAreSettledAndClosedByTheRuleThatWasChosen() {
        begin("fund", 30);
        complete();
        town.get(town.operator(), "/winding-up")
                .body("phase", equalTo("wound-up"))
                .body("erasableOn", notNullValue());
        for (String handle : List.of("alice", "bob", "carol", "alice.HRS")) {
            town.get(town.operator(), "/accounts/" + handle)
                    .body("balance", equalTo("0.00"))
                    .body("status", equalTo("closed"));
        }
        town.get(town.operator(), "/accounts/fund").body("balance", equalTo("0.00"));
        town.get(town.operator(), "/accounts/settlement").body("balance", equalTo("0.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
        Api.as(administrator, step())
                .post(town.path("/winding-up/completion"))
                .then()
                .statusCode(409);
        Api.as(administrator, step())
                .post(town.path("/winding-up/erasure"))
                .then()
                .statusCode(409);
    }

    @Test
    void theFrozenAreSettledTooAndARepeatSettlesNothingTwice() {
        Api.as(administrator, Map.of("status", "frozen", "reason", "late"))
                .header("If-Match", "*")
                .patch(town.path("/members/bob"))
                .then()
                .statusCode(200);
        begin("settlement", 0);
        String twice = ask("/completion", Map.of());
        complete();
        approve(town.operator(), twice).statusCode(409);
        town.get(town.operator(), "/accounts/bob/statement").body("entries.size()", equalTo(2));
        town.get(town.operator(), "/accounts/settlement").body("balance", equalTo("-20.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void inTheEndEveryMemberIsAPseudonymAndTheCommunityItsSlug() {
        begin("settlement", 0);
        complete();
        JsonPath job = done(ask("/erasure", Map.of()));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
        town.get(town.operator(), "/winding-up")
                .body("phase", equalTo("erased"))
                .body("erasedAt", notNullValue());
        town.get(town.operator(), "").body("name", equalTo(town.slug()));
        town.get(town.operator(), "/members?status=left").body("members.handle", everyItem(startsWith("gone-")));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    private static Map<String, Object> step() {
        return Map.of("reason", "nobody trades any more");
    }

    /** @return the id of the approval */
    private String ask(String what, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(step());
        body.putAll(more);
        return Api.as(administrator, body)
                .post(town.path("/winding-up" + what))
                .then()
                .statusCode(202)
                .body("state", equalTo("waiting"))
                .extract()
                .path("id");
    }

    private ValidatableResponse approve(String token, String id) {
        return Api.as(token, Map.of("reason", "agreed"))
                .post(town.path("/approvals/" + id + "/approval"))
                .then();
    }

    private void begin(String rule, int days) {
        approve(town.operator(), ask("", Map.of("settlementRule", rule, "erasureAfterDays", days)))
                .statusCode(200);
    }

    private void complete() {
        JsonPath job = done(ask("/completion", Map.of()));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
    }

    /** Approves, and waits for the end of the job that it starts. */
    private JsonPath done(String approval) {
        String outcome =
                approve(town.operator(), approval).statusCode(200).extract().path("outcome");
        return town.awaitJob(town.operator(), outcome.split(" ")[1]);
    }

    private static void closed(ValidatableResponse response) {
        response.statusCode(409).body("code", equalTo("community-closed"));
    }
}
