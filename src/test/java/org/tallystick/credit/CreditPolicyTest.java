package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Versions of a policy: made, read, withdrawn, and shown beforehand. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class CreditPolicyTest {
    private static final String POLICIES = "/currencies/CRED/credit-policies";
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Lisbon"));
    private static final Map<String, Object> EARNED = Map.of(
            "rule",
            "earned",
            "share",
            "0.5",
            "days",
            365,
            "partners",
            2,
            "perPartner",
            "100.00",
            "floor",
            "5.00",
            "ceiling",
            "300.00");

    private Town town;

    @BeforeEach
    void makeTown() {
        town = new Town();
    }

    private static Map<String, Object> fixed(String amount) {
        return Map.of("rule", "fixed", "amount", amount);
    }

    private ValidatableResponse make(Map<String, ?> policy) {
        return Api.as(town.operator(), policy).post(town.path(POLICIES)).then();
    }

    private ValidatableResponse preview(Map<String, ?> policy) {
        return Api.as(town.operator(), policy)
                .post(town.path(POLICIES + "/preview"))
                .then();
    }

    @Test
    void aVersionIsMadeAndReadByEveryMember() {
        String alice = town.memberAtDefaults("alice", Map.of());
        make(Map.of("creditLimit", fixed("80"), "reason", "decided in May"))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("state", equalTo("in-force"))
                .body("from", equalTo(today.toString()))
                .body("creditLimit.amount", equalTo("80.00"))
                .body("balanceCap", nullValue())
                .body("reevaluate", equalTo("never"))
                .body("noticeDays", equalTo(0))
                .body("createdBy", equalTo("operator"));
        make(Map.of(
                        "from",
                        today.plusDays(10).toString(),
                        "creditLimit",
                        EARNED,
                        "balanceCap",
                        fixed("900"),
                        "softCreditLimit",
                        Map.of("percent", 80),
                        "softBalanceCap",
                        Map.of("amount", "700"),
                        "settlementDays",
                        60,
                        "reevaluate",
                        "monthly",
                        "noticeDays",
                        14,
                        "reason",
                        "decided in June"))
                .statusCode(201)
                .body("version", equalTo(2))
                .body("state", equalTo("planned"));

        town.get(alice, POLICIES)
                .statusCode(200)
                .body("policies.version", contains(2, 1))
                .body("policies[0].creditLimit", equalTo(EARNED))
                .body("policies[0].softBalanceCap.amount", equalTo("700.00"))
                .body("policies[0].nextEvaluation", equalTo(today.plusDays(10).toString()));
        town.get(alice, POLICIES + "/2").statusCode(200).body("settlementDays", equalTo(60));
        town.get(alice, POLICIES + "/3").statusCode(404);
        town.get(alice, "/currencies/NONE/credit-policies").statusCode(404);
        Api.as(alice, Map.of("creditLimit", fixed("1"), "reason", "mine"))
                .post(town.path(POLICIES))
                .then()
                .statusCode(403);
        town.get(town.operator(), "/changes?kind=policy")
                .statusCode(200)
                .body("changes.subject", contains("CRED/2", "CRED/1"));
    }

    @Test
    void aVersionIsWithdrawnBeforeItsDayAloneAndKeepsItsNumber() {
        make(Map.of("creditLimit", fixed("80"), "reason", "now")).statusCode(201);
        make(Map.of("creditLimit", fixed("90"), "from", today.plusDays(1).toString(), "reason", "then"))
                .statusCode(201);
        withdraw(1).statusCode(409).body("code", equalTo("state-conflict"));
        withdraw(2).statusCode(204);
        withdraw(2).statusCode(409);
        withdraw(7).statusCode(404);

        make(Map.of("creditLimit", fixed("95"), "from", today.plusDays(1).toString(), "reason", "then"))
                .statusCode(201)
                .body("version", equalTo(3));
        town.get(town.operator(), POLICIES).body("policies.state", contains("planned", "withdrawn", "in-force"));
        make(Map.of("creditLimit", fixed("70"), "reason", "at once"))
                .statusCode(201)
                .body("state", equalTo("in-force"));
        town.get(town.operator(), POLICIES)
                .body("policies.state", contains("in-force", "planned", "withdrawn", "superseded"));
    }

    private ValidatableResponse withdraw(int version) {
        return Api.as(town.operator())
                .queryParam("reason", "thought better of it")
                .delete(town.path(POLICIES + "/" + version))
                .then();
    }

    @Test
    void everythingThatIsWrongIsToldByItsField() {
        make(Map.of()).statusCode(400).body("errors.field", containsInAnyOrder("creditLimit", "reason"));
        make(Map.of(
                        "from", today.minusDays(1).toString(),
                        "creditLimit",
                                Map.of(
                                        "rule",
                                        "earned",
                                        "share",
                                        "1.5",
                                        "days",
                                        0,
                                        "perPartner",
                                        "-1",
                                        "floor",
                                        "3",
                                        "ceiling",
                                        "2"),
                        "balanceCap", Map.of("rule", "fixed", "amount", "1.234", "floor", "0"),
                        "softCreditLimit", Map.of("percent", 101),
                        "softBalanceCap", Map.of("percent", 1, "amount", "1"),
                        "settlementDays", 0,
                        "reevaluate", "daily",
                        "noticeDays", 91,
                        "reason", "test"))
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "from",
                                "creditLimit.share",
                                "creditLimit.days",
                                "creditLimit.partners",
                                "creditLimit.perPartner",
                                "balanceCap.floor",
                                "softCreditLimit.percent",
                                "softBalanceCap",
                                "settlementDays",
                                "reevaluate",
                                "noticeDays"));
        make(Map.of("creditLimit", Map.of("rule", "gift"), "reason", "test"))
                .body("errors.field", contains("creditLimit.rule"));
        make(Map.of("creditLimit", with(EARNED, "floor", "400.00"), "reason", "test"))
                .body("errors.field", contains("creditLimit.floor"));
        make(Map.of(
                        "creditLimit",
                        Map.of(
                                "rule",
                                "by-kind-or-group",
                                "otherwise",
                                "1",
                                "cases",
                                List.of(
                                        Map.of("kind", "robot", "amount", "1"),
                                        Map.of("group", "nowhere", "amount", "1"),
                                        Map.of("kind", "person", "group", "nowhere", "amount", "1"))),
                        "reason",
                        "test"))
                .body(
                        "errors.field",
                        contains("creditLimit.cases[0].kind", "creditLimit.cases[1].group", "creditLimit.cases[2]"));
        make(Map.of(
                        "creditLimit",
                        Map.of(
                                "rule",
                                "ladder",
                                "otherwise",
                                "0",
                                "days",
                                30,
                                "steps",
                                List.of(
                                        Map.of("months", 3, "turnover", "10", "amount", "20"),
                                        Map.of("months", 2, "turnover", "9", "amount", "19"))),
                        "reason",
                        "test"))
                .body(
                        "errors.field",
                        contains(
                                "creditLimit.steps[1].months",
                                "creditLimit.steps[1].turnover",
                                "creditLimit.steps[1].amount"));
        make(Map.of("creditLimit", fixed("1"), "settlementDays", 3, "reason", "test"))
                .body("errors.field", contains("settlementDays"));
        town.get(town.operator(), POLICIES).body("policies", hasSize(0));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new java.util.HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    @Test
    void aPreviewShowsWhoRisesFallsAndStaysAndWritesNothing() {
        town.member("own", "50.00");
        town.memberAtDefaults("alice", Map.of());
        town.memberAtDefaults("bert", Map.of("kind", "organisation"));
        town.memberAtDefaults("cara", Map.of());
        town.setLimits(town.operator(), "cara", "80.00").statusCode(200);
        town.group("north", "alice");
        town.trade(town.operator(), "own", "alice", "30.00").statusCode(201);
        Map<String, Object> byKind = Map.of(
                "rule",
                "by-kind-or-group",
                "otherwise",
                "10",
                "cases",
                List.of(Map.of("group", "north", "amount", "20"), Map.of("kind", "organisation", "amount", "100")));
        Map<String, Object> policy = Map.of("creditLimit", byKind, "balanceCap", fixed("25"), "reason", "test");

        preview(policy)
                .statusCode(200)
                .body("asOf", equalTo(today.toString()))
                .body("members.handle", contains("alice", "bert", "cara", "own"))
                .body("members.newCreditLimit", contains("20.00", "100.00", "80.00", "50.00"))
                .body("members.change", contains("rises", "rises", "stays", "stays"))
                .body("members.individual", contains(false, false, true, true))
                .body("members.outside", contains(true, false, false, false))
                .body("members.newBalanceCap", contains("25.00", "25.00", null, null))
                .body("totals.members", equalTo(4))
                .body("totals.creditLimit", equalTo(Map.of("rises", 2, "falls", 0, "stays", 2)))
                .body("totals.balanceCap", equalTo(Map.of("rises", 0, "falls", 2, "stays", 2)))
                .body("totals.individual", equalTo(2))
                .body("totals.outside", equalTo(1))
                .body("totals.outsideNow", equalTo(0))
                .body("totals.creditBefore", equalTo("130.00"))
                .body("totals.creditAfter", equalTo("250.00"))
                .body("distribution", hasSize(10))
                .body("distribution.before", contains(2, 0, 0, 0, 1, 0, 0, 1, 0, 0))
                .body("distribution.after", contains(0, 1, 0, 0, 1, 0, 0, 1, 0, 1))
                .body("distribution[9].to", equalTo("100.00"));
        String next = Api.as(town.operator(), policy)
                .queryParam("limit", 3)
                .post(town.path(POLICIES + "/preview"))
                .then()
                .body("members", hasSize(3))
                .extract()
                .path("nextCursor");
        Api.as(town.operator(), policy)
                .queryParam("cursor", next)
                .post(town.path(POLICIES + "/preview"))
                .then()
                .body("members.handle", contains("own"))
                .body("nextCursor", nullValue());
        town.get(town.operator(), POLICIES).body("policies", hasSize(0));

        make(policy).statusCode(201);
        town.get(town.operator(), POLICIES + "/1/preview")
                .statusCode(200)
                .body("totals.creditAfter", equalTo("250.00"));
        town.get(town.operator(), "/accounts/alice").body("creditLimit", equalTo("0.00"));
    }

    @Test
    void whatIsNotAPolicyIsNotPreviewed() {
        preview(Map.of()).statusCode(400).body("errors.field", contains("creditLimit"));
        assertThat(preview(Map.of(
                                "creditLimit", EARNED, "from", today.plusDays(3).toString()))
                        .statusCode(200)
                        .extract()
                        .<String>path("asOf"))
                .isEqualTo(today.plusDays(3).toString());
    }
}
