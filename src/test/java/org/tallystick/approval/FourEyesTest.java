package org.tallystick.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.credit.CreditSchedule;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What a community wants two administrators to agree on waits for the second, and nobody approves their own. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class FourEyesTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    CreditSchedule schedule;

    private Town town;
    private String first;
    private String second;
    private String alice;

    @BeforeEach
    void twoAdministrators() {
        town = new Town();
        defaults(town.operator(), "100.00").statusCode(200);
        alice = town.member("alice", "100.00");
        town.member("bob", "100.00");
        first = town.appoint("administrator");
        second = town.appoint("administrator");
        rules(first, true, true, "50.00").statusCode(200);
    }

    @Test
    void aRiseBeyondWhatOneDecidesWaitsAndIsDoneOnceByTheSecond() {
        town.setLimits(first, "alice", "150.00").statusCode(200);
        String id = town.setLimits(first, "alice", "150.01")
                .statusCode(202)
                .body("kind", equalTo("limits"))
                .body("state", equalTo("waiting"))
                .body("summary", containsString("credit limit 150.00 to 150.01"))
                .extract()
                .path("id");
        town.get(alice, "/accounts/alice").body("creditLimit", equalTo("150.00"));
        approve(first, id).statusCode(403);
        approve(alice, id).statusCode(403);
        approve(second, id).statusCode(200).body("state", equalTo("approved")).body("doneAt", notNullValue());
        town.get(alice, "/accounts/alice").body("creditLimit", equalTo("150.01"));
        approve(town.operator(), id).statusCode(409);
        town.get(first, "/changes?kind=limits&limit=1")
                .body("changes[0].reason", equalTo("asked for"))
                .body("changes[0].after.creditLimit", equalTo("150.01"));
    }

    @Test
    void manySmallRisesAreOne() {
        town.setLimits(first, "alice", "130.00").statusCode(200);
        town.setLimits(second, "alice", "150.00").statusCode(200);
        String id = town.setLimits(first, "alice", "160.00")
                .statusCode(202)
                .extract()
                .path("id");
        town.setLimits(first, "alice", "90.00").statusCode(200);
        town.setLimits(first, "alice", "141.00").statusCode(202);
        approve(second, id).statusCode(200);
        // From where two agreed on, one may go on.
        town.setLimits(first, "alice", "210.00").statusCode(200);
        town.setLimits(first, "alice", "210.01").statusCode(202);
    }

    @Test
    void whatOneHasLoweredIsNotRaisedAgainInSmallSteps() {
        approve(second, town.setLimits(first, "alice", "1000.00").extract().path("id"))
                .statusCode(200);
        town.setLimits(first, "alice", "0.00").statusCode(200);
        town.setLimits(first, "alice", "50.00").statusCode(200);
        town.setLimits(first, "alice", "100.00").statusCode(202);
    }

    @Test
    void aNewcomersOwnLimitsAreAStepAbove() {
        Map<String, String> carol =
                Map.of("handle", "carol", "name", "Carol", "kind", "person", "creditLimit", "150.00");
        Api.as(first, carol).post(town.path("/members")).then().statusCode(201);
        town.setLimits(first, "carol", "200.00").statusCode(202);
    }

    @Test
    void anEnrolmentIsNoWayAroundIt() {
        Map<String, String> carol =
                Map.of("handle", "carol", "name", "Carol", "kind", "person", "creditLimit", "150.01");
        Api.as(first, carol).post(town.path("/members")).then().statusCode(409);
        Map<String, String> modest = new HashMap<>(carol);
        modest.put("creditLimit", "150.00");
        Api.as(first, modest).post(town.path("/members")).then().statusCode(201);
    }

    @Test
    void aWriteOffWaitsIsBookedOnceAndSaysSo() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        Map<String, String> body = body("settlement", "alice", "20.00");
        String id = post(first, body, "w1").statusCode(202).extract().path("id");
        post(first, body, "w1").statusCode(202).body("id", equalTo(id));
        post(first, body("settlement", "alice", "19.00"), "w1").statusCode(422);
        town.get(alice, "/accounts/alice").body("balance", equalTo("-20.00"));
        List<Integer> answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> approve(i % 2 == 0 ? second : town.operator(), id)
                        .extract()
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).contains(200).isSubsetOf(200, 409);
        town.get(alice, "/accounts/alice").body("balance", equalTo("0.00"));
        town.get(first, "/approvals/" + id).body("outcome", containsString("Booked as trade"));
        Api.as(first, Map.of("atomic", false, "trades", List.of(body)))
                .header("Idempotency-Key", "b1")
                .post(town.path("/trades/batch"))
                .then()
                .statusCode(409);
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void whatTheFundTakesOnOfAMemberOnItsWayOutIsAWriteOffToo() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        trade(Api.login(town.operator(), town.slug(), "bob"), "bob", "fund", "20.00", "t2")
                .statusCode(201);
        post(first, body("fund", "alice", "1.00"), "f1").statusCode(201);
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(201);
        Map<String, String> body = body("fund", "alice", "19.00");
        Api.as(first, Map.of("atomic", true, "trades", List.of(body)))
                .header("Idempotency-Key", "b1")
                .post(town.path("/trades/batch"))
                .then()
                .statusCode(409);
        String id = post(first, body, "f2").statusCode(202).extract().path("id");
        approve(second, id).statusCode(200);
        town.get(first, "/accounts/alice").body("balance", equalTo("0.00"));
    }

    @Test
    void theReversalOfAWriteOffIsOneTooUnlessTheMemberGivesItBack() {
        String given = post(first, body("settlement", "bob", "9.00"), "g1")
                .statusCode(202)
                .extract()
                .path("id");
        approve(second, given).statusCode(200);
        String writtenOff = town.get(first, "/trades?limit=1").extract().path("trades[0].id");
        onlyWriteOffs();
        String ordinary = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        reverse(first, ordinary, "1.00", "r1").statusCode(201);
        String id = reverse(first, writtenOff, "4.00", "r2")
                .statusCode(202)
                .extract()
                .path("id");
        approve(second, id).statusCode(200);
        reverse(Api.login(town.operator(), town.slug(), "bob"), writtenOff, "5.00", "r3")
                .statusCode(201);
        town.get(first, "/accounts/settlement").body("balance", equalTo("0.00"));
    }

    @Test
    void whatAProgramHasALeavingMemberGiveTheFundIsAWriteOffWithoutItsConsent() {
        String system = town.client("market-" + town.slug(), "trades:write");
        String bob = Api.login(town.operator(), town.slug(), "bob");
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/bob/departure"))
                .then()
                .statusCode(201);
        post(system, body("bob", "fund", "5.00"), "f1").statusCode(202);
        post(bob, body("bob", "fund", "5.00"), "f2").statusCode(201);
        town.settings(Map.of("clientConsent", "members"));
        Api.as(bob)
                .put(town.path("/members/bob/consents/market-" + town.slug()))
                .then()
                .statusCode(lessThan(300));
        post(system, body("bob", "fund", "5.00"), "f3").statusCode(201);
    }

    private void onlyWriteOffs() {
        fixture.execute(
                "UPDATE four_eyes SET reversals = false WHERE community_id = (SELECT community_id FROM community WHERE slug = ?)",
                town.slug());
    }

    @Test
    void whoeverMayNotRecordItDoesNotApproveItAndLeavesItWaiting() {
        Map<String, Object> beyond = new HashMap<>(body("alice", "bob", "150.00"));
        beyond.put("overrideLimits", true);
        beyond.put("reason", "agreed by all");
        String id = Api.as(town.operator(), beyond)
                .header("Idempotency-Key", "o1")
                .post(town.path("/trades"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        approve(first, id).statusCode(403).body("detail", containsString("may not spend from the account alice"));
        town.get(first, "/approvals/" + id).body("state", equalTo("waiting"));
        town.settings(Map.of("mediation", "administrators"));
        approve(first, id).statusCode(200).body("outcome", containsString("Booked as trade"));
        town.get(alice, "/accounts/alice").body("balance", equalTo("-150.00"));
    }

    /** As if the service had died between the booking and the word of it, and the category had gone since. */
    @Test
    void whatIsBookedIsFinishedThoughItCouldNotBeBookedAnyMore() {
        categories(Map.of("code", "care", "name", "Care"));
        Map<String, Object> body = new HashMap<>(body("settlement", "alice", "20.00"));
        body.put("category", "care");
        String id = Api.as(first, body)
                .header("Idempotency-Key", "w1")
                .post(town.path("/trades"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        String outcome = approve(second, id).statusCode(200).extract().path("outcome");
        categories(Map.of("code", "food", "name", "Food"));
        fixture.execute(
                "UPDATE approval SET done_at = NULL, outcome = NULL WHERE approval_id = ?", UUID.fromString(id));
        approve(town.operator(), id)
                .statusCode(200)
                .body("state", equalTo("approved"))
                .body("outcome", equalTo(outcome));
        town.get(alice, "/accounts/alice").body("balance", equalTo("20.00"));
    }

    private void categories(Map<String, String> one) {
        Api.as(town.operator(), Map.of("categories", List.of(one), "reason", "decided"))
                .header("If-Match", "*")
                .put(town.path("/categories"))
                .then()
                .statusCode(200);
    }

    @Test
    void theSameRequestInOtherWordsIsTheSameApproval() {
        String id = post(first, body("settlement", "alice", "5.00"), "k1")
                .statusCode(202)
                .extract()
                .path("id");
        post(first, body("settlement", "alice", "5.0"), "k1").statusCode(202).body("id", equalTo(id));
        post(first, body("settlement.CRED", "alice.CRED", "5"), "k1")
                .statusCode(202)
                .body("id", equalTo(id));
        post(first, body("settlement", "alice", "5.01"), "k1").statusCode(422);
        String trade = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        String reversal =
                reverse(first, trade, "5.00", "r1").statusCode(202).extract().path("id");
        reverse(first, trade, "5.0", "r1").statusCode(202).body("id", equalTo(reversal));
        reverse(first, trade, "4.0", "r1").statusCode(422);
    }

    @Test
    void anApprovalAboutTwoMembersForgetsItsWordsWithEitherOfThem() {
        String trade = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        String id = reverse(first, trade, "20.00", "r1")
                .statusCode(202)
                .body("reason", equalTo("a dispute"))
                .extract()
                .path("id");
        approve(second, id).statusCode(200);
        town.get(first, "/changes?kind=approval")
                .body("changes.subject", hasItem(id))
                .body("changes.reason", not(hasItem("a dispute")))
                .body("changes.reason", not(hasItem("looked into it")));
        String waiting = post(first, body("settlement", "alice", "1.00"), "w1")
                .statusCode(202)
                .extract()
                .path("id");
        String role = give(first, "alice@" + town.slug(), "mediator")
                .statusCode(202)
                .extract()
                .path("id");
        town.get(first, "/approvals/" + role).body("summary", containsString("alice"));
        Api.as(first, Map.of("status", "left", "reason", "moved"))
                .header("If-Match", "*")
                .patch(town.path("/members/alice"))
                .then()
                .statusCode(200);
        Api.as(first, Map.of("reason", "asked for it"))
                .post(town.path("/members/alice/erasure"))
                .then()
                .statusCode(200);
        for (String one : List.of(id, waiting, role)) {
            assertThat(town.get(first, "/approvals/" + one).extract().asString())
                    .doesNotContain("alice", "a dispute", "looked into it", "moved away", "elected")
                    .contains("erased");
        }
        town.get(first, "/approvals/" + waiting).body("state", equalTo("withdrawn"));
        approve(second, waiting).statusCode(409);
        town.get(first, "/approvals/" + role).body("state", equalTo("withdrawn"));
    }

    @Test
    void aFileOfMembersIsNoWayAroundIt() {
        JsonPath job = town.importFile(
                first,
                "/members/import?reason=list",
                "handle,name,kind,credit_limit,balance_cap\ncarol,Carol,person,150.01,\ndora,Dora,person,150.00,\n");
        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactly("2 credit_limit takes-two");
    }

    /** Whatever happened since, a request that was booked gets its answer again. */
    @Test
    void aBatchThatWasBookedBeforeTheRuleIsAnsweredAgain() {
        for (boolean atomic : new boolean[] {true, false}) {
            Town before = new Town();
            before.enrol("carol");
            String administrator = before.appoint("administrator");
            String id = batch(before, administrator, atomic, "1.00", "before")
                    .statusCode(200)
                    .extract()
                    .path("results[0].trade.id");
            rules(before, administrator);
            batch(before, administrator, atomic, "1.00", "before")
                    .statusCode(200)
                    .body("results[0].trade.id", equalTo(id));
            batch(before, administrator, atomic, "1.00", "after").statusCode(409);
        }
    }

    private static void rules(Town town, String administrator) {
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", true, "reversals", false, "policies", false));
        rules.put("limitRises", List.of());
        rules.put("reason", "decided");
        Api.as(administrator, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse batch(Town town, String who, boolean atomic, String amount, String key) {
        return Api.as(who, Map.of("atomic", atomic, "trades", List.of(body("settlement", "carol", amount))))
                .header("Idempotency-Key", key)
                .post(town.path("/trades/batch"))
                .then();
    }

    @Test
    void whatAMemberLeavesBehindIsWrittenOffByTwo() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(201);
        String id = writeOff()
                .statusCode(202)
                .body("kind", equalTo("write-off"))
                .extract()
                .path("id");
        writeOff().statusCode(202).body("id", equalTo(id));
        town.get(first, "/members/alice").body("status", equalTo("leaving"));
        approve(first, id).statusCode(403);
        approve(second, id).statusCode(200);
        town.get(first, "/members/alice").body("status", equalTo("left"));
        town.get(first, "/write-offs")
                .body("writeOffs", hasSize(1))
                .body("writeOffs[0].amounts[0].amount", equalTo("-20.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void whatWasAskedAboutTheErasedNamesNobodyAndWaitsNoLonger() {
        String limits = town.setLimits(first, "alice", "900.00").extract().path("id");
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(201);
        String writeOff = writeOff().extract().path("id");
        approve(second, writeOff).statusCode(200);
        town.get(first, "/changes?kind=approval&member=alice").body("changes", hasSize(3));

        Api.as(first, Map.of("reason", "asked for it"))
                .post(town.path("/members/alice/erasure"))
                .then()
                .statusCode(200);

        town.get(first, "/approvals/" + limits)
                .body("state", equalTo("withdrawn"))
                .body("summary", equalTo("erased"));
        town.get(first, "/approvals/" + writeOff)
                .body("state", equalTo("approved"))
                .body("reason", equalTo("erased"));
        approve(second, limits).statusCode(409);
        for (String path : List.of("/approvals", "/changes?kind=approval")) {
            assertThat(town.get(first, path).extract().asString()).doesNotContain("alice");
        }
    }

    private ValidatableResponse writeOff() {
        return Api.as(first, Map.of("against", "settlement", "reason", "nobody finds her"))
                .header("Idempotency-Key", "w-alice")
                .post(town.path("/members/alice/write-off"))
                .then();
    }

    @Test
    void noMoreIsWrittenOffThanTheTwoHaveSeen() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        Api.as(first, Map.of("cause", "vanished", "reason", "gone for a year"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(201);
        String id = writeOff()
                .statusCode(202)
                .body("summary", containsString("-20.00 CRED"))
                .extract()
                .path("id");
        town.get(second, "/approvals/" + id).body("act.seen.CRED", equalTo("-20.00"));
        fixture.execute(
                "UPDATE approval SET act = jsonb_set(act, '{seen,CRED}', '\"-19.99\"') WHERE approval_id = ?",
                UUID.fromString(id));
        writeOff().statusCode(202).body("id", equalTo(id));
        approve(second, id).statusCode(409).body("code", equalTo("state-conflict"));
        town.get(bob, "/write-offs").body("writeOffs", hasSize(0));
    }

    @Test
    void aProgramsReversalWaitsUnlessThePayeeLetsItActForThem() {
        String system = town.client("market-" + town.slug(), "trades:write");
        String trade = trade(system, "alice", "bob", "20.00", "t1").extract().path("id");
        String id = reverse(system, trade, "5.00", "r1")
                .statusCode(202)
                .body("summary", containsString(trade))
                .extract()
                .path("id");
        town.get(alice, "/accounts/alice").body("balance", equalTo("-20.00"));
        approve(second, id).statusCode(200);
        town.get(alice, "/accounts/alice").body("balance", equalTo("-15.00"));
        String bob = Api.login(town.operator(), town.slug(), "bob");
        town.settings(Map.of("clientConsent", "members"));
        Api.as(bob)
                .put(town.path("/members/bob/consents/market-" + town.slug()))
                .then()
                .statusCode(lessThan(300));
        reverse(system, trade, "5.00", "r2").statusCode(201);
    }

    @Test
    void nobodyAppointsTheirOwnSecond() {
        for (String role : List.of("administrator", "mediator")) {
            String name = Town.newName();
            String id = give(first, name, role)
                    .statusCode(202)
                    .body("kind", equalTo("role"))
                    .extract()
                    .path("id");
            approve(first, id).statusCode(403);
            town.get(first, "/roles").body("roles.username", not(hasItem(name)));
            approve(second, id).statusCode(200).body("outcome", containsString("operator hands out its invitation"));
            town.get(first, "/roles").body("roles.username", hasItem(name));
        }
        give(first, Town.newName(), "auditor").statusCode(201);
        give(town.operator(), Town.newName(), "administrator").statusCode(201);
    }

    private ValidatableResponse give(String token, String username, String role) {
        return Api.as(token, Map.of("username", username, "role", role, "reason", "elected"))
                .post(town.path("/roles"))
                .then();
    }

    @Test
    void theEndOfIndividualLimitsIsARiseLikeAnyOther() {
        town.setLimits(first, "alice", "20.00").statusCode(200);
        String id = Api.as(first)
                .delete(town.path("/accounts/alice/limits/individual?reason=better"))
                .then()
                .statusCode(202)
                .body("kind", equalTo("end-limits"))
                .body("summary", containsString("credit limit 20.00 to 100.00"))
                .extract()
                .path("id");
        town.get(alice, "/accounts/alice").body("creditLimit", equalTo("20.00"));
        approve(second, id).statusCode(200);
        town.get(alice, "/accounts/alice").body("creditLimit", equalTo("100.00"));
        town.setLimits(first, "bob", "60.00").statusCode(200);
        Api.as(first)
                .delete(town.path("/accounts/bob/limits/individual?reason=better"))
                .then()
                .statusCode(204);
    }

    @Test
    void aLastDayRaisesNothingThatTakesTwo() {
        Map<String, Object> limits = new HashMap<>();
        limits.put("creditLimit", "20.00");
        limits.put("balanceCap", null);
        limits.put("until", LocalDate.now(ZoneOffset.UTC).plusDays(1).toString());
        limits.put("reason", "for a while");
        for (String account : List.of("alice", "bob")) {
            Api.as(first, limits)
                    .header("If-Match", "*")
                    .put(town.path("/accounts/" + account + "/limits"))
                    .then()
                    .statusCode(200);
        }
        town.setLimits(first, "bob", "60.00").statusCode(200);
        schedule.runDue(Instant.now().plus(Duration.ofDays(3)));
        town.get(first, "/accounts/alice").body("creditLimit", equalTo("20.00"));
        town.get(first, "/accounts/bob").body("creditLimit", equalTo("60.00"));
    }

    @Test
    void theDefaultsOfNewcomersRiseByNoMoreThanOneDecides() {
        defaults(first, "50.00").statusCode(200);
        defaults(first, "50.01").statusCode(409);
        defaults(second, "40.00").statusCode(200);
    }

    @Test
    void anAdministratorsReversalWaitsAndThePayeesDoesNot() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        String trade = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        reverse(bob, trade, "5.00", "r1").statusCode(201);
        String id = reverse(first, trade, null, "r2").statusCode(202).extract().path("id");
        approve(second, id).statusCode(200);
        town.get(alice, "/accounts/alice").body("balance", equalTo("0.00"));
        reverse(first, trade, null, "r3").statusCode(422);
    }

    @Test
    void whatTheRulesRefuseInTheEndHasFailed() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        String trade = trade(alice, "alice", "bob", "20.00", "t1").extract().path("id");
        String id = reverse(first, trade, null, "r1").statusCode(202).extract().path("id");
        reverse(bob, trade, null, "r2").statusCode(201);
        approve(second, id).statusCode(422).body("code", equalTo("already-reversed"));
        town.get(first, "/approvals?state=failed").body("approvals.id", contains(id));
        approve(second, id).statusCode(409);
    }

    @Test
    void whatDiedBetweenTheDecisionAndTheBookingIsFinishedOnce() {
        trade(alice, "alice", "bob", "20.00", "t1").statusCode(201);
        String id = post(first, body("settlement", "alice", "20.00"), "w1")
                .extract()
                .path("id");
        approve(second, id).statusCode(200);
        fixture.execute(
                "UPDATE approval SET done_at = NULL, outcome = NULL WHERE approval_id = ?", UUID.fromString(id));
        approve(town.operator(), id).statusCode(200).body("outcome", containsString("Booked as trade"));
        town.get(alice, "/accounts/alice").body("balance", equalTo("0.00"));
    }

    @Test
    void itIsRefusedWithdrawnOrExpires() {
        String refused = town.setLimits(first, "alice", "900.00").extract().path("id");
        decide(second, refused, "refusal").statusCode(200).body("state", equalTo("refused"));
        approve(second, refused).statusCode(409);
        String withdrawn = town.setLimits(first, "alice", "900.00").extract().path("id");
        Api.as(second)
                .delete(town.path("/approvals/" + withdrawn + "?reason=no"))
                .then()
                .statusCode(403);
        Api.as(first)
                .delete(town.path("/approvals/" + withdrawn + "?reason=no"))
                .then()
                .statusCode(204);
        approve(second, withdrawn).statusCode(409);
        String expired = town.setLimits(first, "alice", "900.00").extract().path("id");
        fixture.execute("UPDATE approval SET expires_at = now() WHERE approval_id = ?", UUID.fromString(expired));
        approve(second, expired).statusCode(409);
        town.get(first, "/approvals?state=expired").body("approvals.id", contains(expired));
        town.get(first, "/approvals?state=waiting").body("approvals", hasSize(0));
        town.get(alice, "/accounts/alice").body("creditLimit", equalTo("100.00"));
        town.get(alice, "/approvals").statusCode(403);
    }

    @Test
    void whoActsForTheMemberDoesNotApproveAndNoProgramDoes() {
        Town.acceptAs(second, town.invited(alice, "alice", Map.of("role", "viewer")))
                .statusCode(200);
        String id = town.setLimits(first, "alice", "900.00")
                .statusCode(202)
                .extract()
                .path("id");
        approve(second, id).statusCode(403);
        String system = town.client("site-" + town.slug(), "limits:write");
        town.setLimits(system, "bob", "900.00").statusCode(202);
        approve(system, id).statusCode(403);
    }

    @Test
    void whoeverHasHadAProgramsSecretDoesNotApproveWhatItAskedFor() {
        String name = "till-" + town.slug();
        String secret = Api.as(first, Map.of("name", name, "scopes", List.of("limits:write"), "reason", "a till"))
                .post(town.path("/clients"))
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
        String id = town.setLimits(Town.clientToken(name, secret), "bob", "900.00")
                .statusCode(202)
                .extract()
                .path("id");
        approve(first, id).statusCode(403);
        decide(first, id, "refusal").statusCode(403);
        approve(second, id).statusCode(200);
    }

    @Test
    void whatSomebodyAskedForWhoMayNotAnyMoreIsWithdrawn() {
        String byOne = town.setLimits(second, "bob", "900.00").extract().path("id");
        String username = town.get(first, "/approvals/" + byOne).extract().path("askedBy");
        Api.as(town.operator())
                .delete(town.path("/roles/administrator/" + username + "?reason=resigned"))
                .then()
                .statusCode(204);
        approve(first, byOne).statusCode(409);
        town.get(first, "/approvals/" + byOne).body("state", equalTo("withdrawn"));
        town.get(first, "/accounts/bob").body("creditLimit", equalTo("100.00"));

        String system = town.client("site-" + town.slug(), "limits:write");
        String byProgram = town.setLimits(system, "bob", "900.00").extract().path("id");
        Api.as(town.operator())
                .delete(town.path("/clients/site-" + town.slug() + "?reason=closed"))
                .then()
                .statusCode(204);
        approve(first, byProgram).statusCode(409);
    }

    @Test
    void whatSomebodyAskedForWhoActsForTheMemberSinceIsWithdrawn() {
        String id = town.setLimits(first, "alice", "900.00").extract().path("id");
        Town.acceptAs(first, town.invited(alice, "alice", Map.of("role", "viewer")))
                .statusCode(200);
        approve(second, id).statusCode(409);
        town.get(second, "/approvals?state=withdrawn").body("approvals.id", contains(id));
    }

    @Test
    void aCreditPolicyWaitsWhereTwoAgreeOnPolicies() {
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", true, "reversals", true, "policies", true));
        rules.put("limitRises", List.of(Map.of("currency", "CRED", "above", "50.00")));
        rules.put("reason", "the assembly");
        Api.as(first, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        Map<String, Object> policy =
                Map.of("creditLimit", Map.of("rule", "fixed", "amount", "300.00"), "reason", "decided in May");
        String policies = "/currencies/CRED/credit-policies";
        Api.as(first, Map.of("creditLimit", Map.of("rule", "none"), "reason", "x"))
                .post(town.path(policies))
                .then()
                .statusCode(400);
        String id = Api.as(first, policy)
                .post(town.path(policies))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        town.get(alice, policies).body("policies", hasSize(0));
        approve(second, id).statusCode(200).body("outcome", containsString("Version 1"));
        approve(town.operator(), id).statusCode(409);
        town.get(alice, policies).body("policies", hasSize(1));

        Map<String, Object> later = new HashMap<>(policy);
        later.put("from", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
        String asked = Api.as(first, later)
                .post(town.path(policies))
                .then()
                .statusCode(202)
                .body("summary", containsString("300.00"))
                .extract()
                .path("id");
        approve(second, asked).statusCode(200);
        String withdrawal = Api.as(first)
                .delete(town.path(policies + "/2?reason=changed"))
                .then()
                .statusCode(202)
                .body("kind", equalTo("policy-withdrawal"))
                .extract()
                .path("id");
        town.get(alice, policies + "/2").body("state", not(equalTo("withdrawn")));
        approve(second, withdrawal).statusCode(200);
        town.get(alice, policies + "/2").body("state", equalTo("withdrawn"));
    }

    @Test
    void toAskForLessNeedsTwoItselfAndMoreDoesNot() {
        rules(first, true, true, "10.00").statusCode(200).body("limitRises[0].above", equalTo("10.00"));
        String id = rules(first, false, true, "10.00").statusCode(202).extract().path("id");
        town.get(alice, "/four-eyes").body("writeOffs", equalTo(true));
        approve(first, id).statusCode(403);
        approve(second, id).statusCode(200);
        town.get(alice, "/four-eyes").body("writeOffs", equalTo(false));
        String stale = rules(first, false, true, "1000000.00")
                .statusCode(202)
                .extract()
                .path("id");
        rules(first, true, true, "10.00").statusCode(200);
        town.get(second, "/approvals/" + stale).body("act.limitRisesInMinorUnits.CRED", equalTo(100_000_000));
        approve(second, stale).body("code", equalTo("version-stale"));
        town.get(alice, "/four-eyes").body("writeOffs", equalTo(true));
        Map<String, Object> unknown = new HashMap<>(Map.of("writeOffs", true, "reversals", true, "policies", true));
        unknown.put("limitRises", List.of(Map.of("currency", "NONE", "above", "-1")));
        unknown.put("reason", "x");
        Api.as(first, unknown)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("limitRises[0].currency"));
    }

    @Test
    void whereNothingIsAskedOfTwoOneDecides() {
        Town other = new Town();
        other.member("alice", "100.00");
        other.setLimits(other.appoint("administrator"), "alice", "100000.00").statusCode(200);
        other.get(other.operator(), "/approvals").body("approvals", hasSize(0)).body("nextCursor", nullValue());
    }

    private ValidatableResponse rules(String token, boolean writeOffs, boolean reversals, String above) {
        Map<String, Object> rules = new HashMap<>();
        rules.put("writeOffs", writeOffs);
        rules.put("reversals", reversals);
        rules.put("policies", false);
        rules.put("limitRises", List.of(Map.of("currency", "CRED", "above", above)));
        rules.put("reason", "the assembly of May");
        return Api.as(token, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then();
    }

    private ValidatableResponse defaults(String token, String creditLimit) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("defaultCreditLimit", creditLimit);
        defaults.put("defaultBalanceCap", null);
        defaults.put("reason", "as the assembly says");
        return Api.as(token, defaults)
                .header("If-Match", "*")
                .put(town.path("/currencies/CRED"))
                .then();
    }

    private ValidatableResponse approve(String token, String id) {
        return decide(token, id, "approval");
    }

    private ValidatableResponse decide(String token, String id, String how) {
        return Api.as(token, Map.of("reason", "looked into it"))
                .post(town.path("/approvals/" + id + "/" + how))
                .then();
    }

    private static Map<String, String> body(String payer, String payee, String amount) {
        return Map.of("payer", payer, "payee", payee, "amount", amount, "description", "moved away");
    }

    private ValidatableResponse trade(String token, String payer, String payee, String amount, String key) {
        return post(token, body(payer, payee, amount), key);
    }

    private ValidatableResponse post(String token, Map<String, String> body, String key) {
        return Api.as(token, body)
                .header("Idempotency-Key", key)
                .post(town.path("/trades"))
                .then();
    }

    private ValidatableResponse reverse(
            String token, String trade, @org.jspecify.annotations.Nullable String amount, String key) {
        Map<String, String> body = new HashMap<>(Map.of("reason", "a dispute"));
        if (amount != null) {
            body.put("amount", amount);
        }
        return Api.as(token, body)
                .header("Idempotency-Key", key)
                .post(town.path("/trades/" + trade + "/reversal"))
                .then();
    }
}
