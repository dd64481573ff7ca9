package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A policy comes into force, is applied again, gives notice, and stands beneath individual limits. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ApplyPolicyTest {
    private static final String POLICIES = "/currencies/CRED/credit-policies";
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private final LocalDate today = LocalDate.now(ZONE);
    /** Half of what two others or more paid. */
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

    @Inject
    CreditSchedule schedule;

    @Inject
    Sql sql;

    private Town town;

    @BeforeEach
    void makeTown() {
        town = new Town();
    }

    private static Map<String, Object> fixed(String amount) {
        return Map.of("rule", "fixed", "amount", amount);
    }

    private int make(Map<String, ?> policy) {
        Map<String, Object> body = new HashMap<>(policy);
        body.put("reason", "decided by the assembly");
        return Api.as(town.operator(), body)
                .post(town.path(POLICIES))
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }

    /** The schedule of a day to come, at noon. */
    private void onDay(int day) {
        schedule.runDue(today.plusDays(day).atTime(12, 0).atZone(ZONE).toInstant());
    }

    private ValidatableResponse policy(int version) {
        return town.get(town.operator(), POLICIES + "/" + version).statusCode(200);
    }

    private String limit(String account) {
        return town.get(town.operator(), "/accounts/" + account)
                .statusCode(200)
                .extract()
                .path("creditLimit");
    }

    private ValidatableResponse explanation(String account) {
        return town.get(town.operator(), "/accounts/" + account + "/limits/explanation")
                .statusCode(200);
    }

    private ValidatableResponse history(String account) {
        return town.get(town.operator(), "/accounts/" + account + "/limits/history")
                .statusCode(200);
    }

    private void pay(String payer, String payee, String amount) {
        town.trade(town.operator(), payer, payee, amount).statusCode(201);
    }

    @Test
    void onItsDayEveryAccountWithoutIndividualLimitsGetsItsLimitsOnRecord() {
        town.member("own", "50.00");
        town.memberAtDefaults("alice", Map.of());
        town.memberAtDefaults("bert", Map.of());
        int version = make(Map.of(
                "creditLimit",
                fixed("80"),
                "balanceCap",
                fixed("500"),
                "from",
                today.plusDays(3).toString()));

        onDay(2);
        assertThat(limit("alice")).isEqualTo("0.00");
        policy(version).body("application", nullValue());
        onDay(3);

        assertThat(List.of(limit("alice"), limit("bert"), limit("own"))).containsExactly("80.00", "80.00", "50.00");
        assertThat(limit("alice.HRS")).isEqualTo("0.00");
        policy(version)
                .body("application.state", equalTo("done"))
                .body("application.done", equalTo(3))
                .body("application.total", equalTo(3))
                .body("application.changed", equalTo(2))
                .body("application.errors", hasSize(0));
        history("alice")
                .body("changes", hasSize(1))
                .body("changes[0].reason", equalTo("credit policy CRED, version 1"))
                .body("changes[0].before.creditLimit", equalTo("0.00"))
                .body("changes[0].after.balanceCap", equalTo("500.00"));
        history("own").body("changes", hasSize(1)).body("changes[0].reason", equalTo("enrolled"));
        explanation("own").body("source", equalTo("individual")).body("reason", equalTo("enrolled"));
        explanation("alice.HRS").body("source", equalTo("default"));

        onDay(3);
        onDay(40);
        history("alice").body("changes", hasSize(1));
    }

    @Test
    void aLaterVersionFollowsAndAnApplicationOfTheEarlierOneNoLongerChangesAnything() {
        town.memberAtDefaults("alice", Map.of());
        make(Map.of("creditLimit", fixed("80"), "from", today.plusDays(1).toString()));
        make(Map.of("creditLimit", fixed("70"), "from", today.plusDays(2).toString()));

        onDay(2);
        assertThat(limit("alice")).isEqualTo("70.00");
        policy(1).body("application", nullValue());

        // A job of the first that had been queued, and then slept through the day of the second.
        sql.update(
                "INSERT INTO policy_application (community_id, application_id, currency_code, version, as_of, queued_at)"
                        + " SELECT community_id, gen_random_uuid(), 'CRED', 1, current_date, now() FROM community WHERE slug = ?",
                town.slug());
        onDay(2);
        assertThat(limit("alice")).isEqualTo("70.00");
        policy(1).body("application.state", equalTo("superseded"));
    }

    @Test
    void anInterruptedApplicationIsFinishedByAnotherInstanceOnceTheLeaseIsOver() {
        town.memberAtDefaults("alice", Map.of());
        town.memberAtDefaults("bert", Map.of());
        int version = make(Map.of("creditLimit", fixed("80")));
        onDay(0);
        history("alice").body("changes", hasSize(1));
        // As if the instance had died after alice.
        sql.update(
                "UPDATE policy_application SET state = 'running', done = 1, lease_holder = gen_random_uuid(),"
                        + " lease_until = now() + interval '1 minute' WHERE community_id = ?",
                community());
        town.setLimits(town.operator(), "bert", "1.00").statusCode(200);
        Api.as(town.operator())
                .queryParam("reason", "test")
                .delete(town.path("/accounts/bert/limits/individual"))
                .then()
                .statusCode(204);
        sql.update(
                "UPDATE account_limits SET source = 'default', policy_version = NULL WHERE community_id = ?",
                community());

        onDay(0);
        policy(version).body("application.state", equalTo("running"));

        sql.update(
                "UPDATE policy_application SET lease_until = now() - interval '1 second' WHERE community_id = ?",
                community());
        onDay(0);
        policy(version).body("application.state", equalTo("done")).body("application.done", equalTo(2));
        assertThat(limit("alice")).isEqualTo("80.00");
        history("alice").body("changes", hasSize(1));
        explanation("alice").body("source", equalTo("policy"));
    }

    private UUID community() {
        return sql.one(
                        "SELECT community_id FROM community WHERE slug = ?",
                        row -> row.getObject(1, UUID.class),
                        town.slug())
                .orElseThrow();
    }

    @Test
    void whatIsEarnedIsExplainedWithItsNumbers() {
        String alice = town.memberAtDefaults("alice", Map.of());
        List.of("bert", "cara", "dora").forEach(handle -> town.member(handle, "500.00"));
        pay("bert", "alice", "150.00");
        pay("cara", "alice", "60.00");
        pay("alice", "cara", "10.00");
        pay("alice", "dora", "20.00");
        make(Map.of("creditLimit", EARNED, "from", today.plusDays(1).toString()));
        onDay(1);

        assertThat(limit("alice")).isEqualTo("75.00");
        String words = town.get(alice, "/accounts/alice/limits/explanation")
                .statusCode(200)
                .body("source", equalTo("policy"))
                .body("policyVersion", equalTo(1))
                .body("creditLimit", equalTo("75.00"))
                .body("creditLimitRule.rule", equalTo("earned"))
                .body("creditLimitRule.partners", equalTo(2))
                .body("creditLimitRule.partnersNeeded", equalTo(2))
                .body("creditLimitRule.received", equalTo("200.00"))
                .body("creditLimitRule.counted", equalTo("150.00"))
                .body("creditLimitRule.share", equalTo("0.5"))
                .body("creditLimitRule.until", equalTo(today.toString()))
                .body("words[1]", equalTo("There is no balance cap."))
                .extract()
                .path("words[0]");
        assertThat(words)
                .startsWith("You received 200.00 from 2 partners in the 365 days before ")
                .endsWith(
                        ", less what you paid them. Of each, 100.00 counts at the most: together 150.00. Times 0.5 that is"
                                + " 75.00, within 5.00 and 300.00. Your credit limit is 75.00.");
        town.get(town.member("emil", "0.00"), "/accounts/alice/limits/explanation")
                .statusCode(404);
    }

    /** The game: two pass an amount to and fro all day, one of them with an honest partner besides. */
    @Test
    void twoWhoTradeInCirclesGainNothingAndAnHonestMemberDoes() {
        List.of("eve", "mallory", "alice").forEach(handle -> town.memberAtDefaults(handle, Map.of()));
        town.setLimits(town.operator(), "eve", "100.00").statusCode(200);
        town.member("bert", "500.00");
        town.member("cara", "500.00");
        pay("bert", "eve", "40.00");
        pay("bert", "alice", "40.00");
        pay("cara", "alice", "40.00");
        IntStream.range(0, 25).forEach(i -> {
            pay("eve", "mallory", "100.00");
            pay("mallory", "eve", "100.00");
        });
        Api.as(town.operator())
                .queryParam("reason", "test")
                .delete(town.path("/accounts/eve/limits/individual"))
                .then()
                .statusCode(204);
        make(Map.of("creditLimit", EARNED, "from", today.plusDays(1).toString()));
        onDay(1);

        assertThat(List.of(limit("eve"), limit("mallory"), limit("alice"))).containsExactly("5.00", "5.00", "40.00");
    }

    @Test
    void whatWasReversedTheCommunitysOwnAccountsAndOnesOwnLoginCountForNothing() {
        String alice = town.memberAtDefaults("alice", Map.of());
        List.of("bert", "cara", "dora").forEach(handle -> town.member(handle, "500.00"));
        pay("settlement", "alice", "90.00");
        pay("bert", "alice", "90.00");
        // Of what cara paid, 70.00 went back; that makes cara no receiver of 70.00 either.
        String trade =
                town.trade(town.operator(), "cara", "alice", "90.00").extract().path("id");
        Api.as(town.operator(), Map.of("amount", "70.00", "reason", "a mistake"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(201);
        // Whoever acts for alice acts for dora too.
        sql.update(
                "INSERT INTO membership SELECT d.community_id, m.user_id, d.member_id, 'viewer' FROM member d"
                        + " JOIN member a ON a.community_id = d.community_id AND a.handle = 'alice'"
                        + " JOIN membership m ON m.community_id = a.community_id AND m.member_id = a.member_id"
                        + " WHERE d.community_id = ? AND d.handle = 'dora'",
                community());
        pay("dora", "alice", "90.00");
        make(Map.of("creditLimit", EARNED, "from", today.plusDays(1).toString()));
        onDay(1);

        town.get(alice, "/accounts/alice/limits/explanation")
                .body("creditLimitRule.partners", equalTo(2))
                .body("creditLimitRule.received", equalTo("110.00"));
        assertThat(limit("alice")).isEqualTo("55.00");
    }

    @Test
    void limitsAreFoundAnewOnTheScheduleOfThePolicy() {
        town.memberAtDefaults("alice", Map.of());
        town.member("bert", "500.00");
        town.member("cara", "500.00");
        int version = make(Map.of("creditLimit", EARNED, "reevaluate", "weekly"));
        onDay(0);
        assertThat(limit("alice")).isEqualTo("5.00");
        pay("bert", "alice", "40.00");
        pay("cara", "alice", "40.00");
        LocalDate monday = Reevaluation.WEEKLY.after(today).orElseThrow();
        policy(version).body("nextEvaluation", equalTo(monday.toString()));

        schedule.runDue(monday.atStartOfDay(ZONE).toInstant().minus(Duration.ofMinutes(1)));
        assertThat(limit("alice")).isEqualTo("5.00");
        schedule.runDue(monday.atStartOfDay(ZONE).toInstant());
        assertThat(limit("alice")).isEqualTo("40.00");
        policy(version)
                .body("nextEvaluation", equalTo(monday.plusDays(7).toString()))
                .body("application.asOf", equalTo(monday.toString()));
    }

    @Test
    void whatFallsFallsAfterNoticeAndWhatRisesRisesAtOnce() {
        town.memberAtDefaults("alice", Map.of());
        make(Map.of("creditLimit", fixed("80"), "balanceCap", fixed("100")));
        onDay(0);
        int version = make(Map.of(
                "creditLimit",
                fixed("60"),
                "balanceCap",
                fixed("200"),
                "noticeDays",
                14,
                "from",
                today.plusDays(1).toString()));
        onDay(1);

        town.get(town.operator(), "/accounts/alice")
                .body("creditLimit", equalTo("80.00"))
                .body("balanceCap", equalTo("200.00"));
        policy(version).body("application.announced", equalTo(1));
        explanation("alice")
                .body("announced.on", equalTo(today.plusDays(15).toString()))
                .body("announced.creditLimit", equalTo("60.00"))
                .body("announced.balanceCap", equalTo("200.00"))
                .body("words", hasSize(4));
        onDay(14);
        assertThat(limit("alice")).isEqualTo("80.00");
        onDay(15);
        assertThat(limit("alice")).isEqualTo("60.00");
        explanation("alice").body("announced", nullValue()).body("policyVersion", equalTo(2));
        history("alice").body("changes[0].reason", equalTo("credit policy CRED, version 2, as announced"));
    }

    @Test
    void anIndividualLimitStandsAbovePolicyUntilItEnds() {
        String alice = town.memberAtDefaults("alice", Map.of());
        make(Map.of("creditLimit", fixed("80"), "noticeDays", 14));
        onDay(0);
        Map<String, Object> limits = new HashMap<>(
                Map.of("creditLimit", "300.00", "until", today.plusDays(5).toString(), "reason", "a new roof"));
        limits.put("balanceCap", null);
        setLimits("alice", limits).statusCode(200);
        setLimits("alice", with(limits, "until", today.minusDays(1).toString()))
                .statusCode(400)
                .body("errors.field", contains("until"));

        make(Map.of("creditLimit", fixed("90"), "from", today.plusDays(1).toString()));
        onDay(1);
        onDay(5);
        assertThat(limit("alice")).isEqualTo("300.00");
        town.get(alice, "/accounts/alice/limits/explanation")
                .body("source", equalTo("individual"))
                .body("reason", equalTo("a new roof"))
                .body("until", equalTo(today.plusDays(5).toString()))
                .body("words", hasSize(2));
        onDay(6);
        assertThat(limit("alice")).isEqualTo("90.00");
        explanation("alice").body("source", equalTo("policy")).body("policyVersion", equalTo(2));
        history("alice")
                .body("changes[0].reason", equalTo("the individual limits were set until " + today.plusDays(5)));
    }

    private ValidatableResponse setLimits(String account, Map<String, ?> limits) {
        return Api.as(town.operator(), limits)
                .header("If-Match", "*")
                .put(town.path("/accounts/" + account + "/limits"))
                .then();
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    @Test
    void anAccountIsGivenBackToThePolicyOrToTheDefaults() {
        String alice = town.member("alice", "50.00");
        giveBack(alice, "alice").statusCode(403);
        giveBack(town.operator(), "alice").statusCode(204);
        assertThat(limit("alice")).isEqualTo("0.00");
        explanation("alice").body("source", equalTo("default"));
        giveBack(town.operator(), "alice").statusCode(409);
        history("alice").body("changes[0].reason", equalTo("no longer needed"));

        town.setLimits(town.operator(), "alice", "50.00").statusCode(200);
        make(Map.of("creditLimit", fixed("80")));
        onDay(0);
        giveBack(town.operator(), "alice").statusCode(204);
        assertThat(limit("alice")).isEqualTo("80.00");
        giveBack(town.operator(), "fund").statusCode(409);
        giveBack(town.operator(), "nobody").statusCode(404);
    }

    private ValidatableResponse giveBack(String token, String account) {
        return Api.as(token)
                .queryParam("reason", "no longer needed")
                .delete(town.path("/accounts/" + account + "/limits/individual"))
                .then();
    }

    @Test
    void newMembersBeginWithThePolicyInForce() {
        town.group("north");
        make(Map.of(
                "creditLimit",
                Map.of(
                        "rule",
                        "by-kind-or-group",
                        "otherwise",
                        "10",
                        "cases",
                        List.of(
                                Map.of("group", "north", "amount", "20"),
                                Map.of("kind", "organisation", "amount", "100"))),
                "balanceCap",
                fixed("70")));
        town.memberAtDefaults("alice", Map.of());
        town.memberAtDefaults("bakery", Map.of("kind", "organisation"));
        Api.as(town.operator(), Map.of("handle", "nora", "name", "Nora", "kind", "person"))
                .post(town.path("/members?group=north"))
                .then()
                .statusCode(201);
        town.member("own", "33.00");

        assertThat(List.of(limit("alice"), limit("bakery"), limit("nora"), limit("own")))
                .containsExactly("10.00", "100.00", "20.00", "33.00");
        explanation("nora")
                .body("source", equalTo("policy"))
                .body("creditLimitRule.group", equalTo("north"))
                .body("balanceCap", equalTo("70.00"))
                .body(
                        "words",
                        contains(
                                "The credit limit of members of the group north is 20.00.",
                                "The balance cap is 70.00 for every member."));
        explanation("own").body("source", equalTo("individual")).body("balanceCap", equalTo("70.00"));
        explanation("alice.HRS").body("source", equalTo("default"));
    }

    @Test
    void someHundredAccountsAreAppliedInChunks() {
        List<String> handles = IntStream.range(0, 450).mapToObj(i -> "m" + i).toList();
        sql.update(
                "INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)"
                        + " SELECT ?, gen_random_uuid(), h, h, 'person', current_date, now() FROM unnest(?) h",
                community(),
                handles.toArray(String[]::new));
        sql.update(
                "INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)"
                        + " SELECT community_id, gen_random_uuid(), 'CRED', 'member', member_id, 0 FROM member WHERE community_id = ?",
                community());
        int version = make(Map.of("creditLimit", fixed("80")));
        Instant now = Instant.now();
        schedule.runDue(now);

        policy(version).body("application.changed", equalTo(450)).body("application.total", equalTo(450));
        assertThat(sql.one(
                        "SELECT count(*) FROM change_record WHERE community_id = ? AND subject_kind = 'limits'",
                        row -> row.getInt(1),
                        community()))
                .contains(450);
        town.get(town.operator(), "/verification").statusCode(200).body("ok", equalTo(true));
    }
}
