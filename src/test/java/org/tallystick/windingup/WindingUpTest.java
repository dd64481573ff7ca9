package org.tallystick.windingup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A community ends: read-only, settled, erased; each step by two. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class WindingUpTest {
    @Inject
    Sql sql;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String ownersPassword;

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
    void inProportionTheFundReleasesThoseWhoOweByWhatTheyOwe() {
        String dora = town.member("dora", "100.00");
        town.trade(dora, "dora", "bob", "30.00").statusCode(201);
        begin("proportional", 30);
        complete();
        assertThat(settlements("alice"))
                .as("90 of 120 of the fund's 20")
                .containsExactly("fund 15.00", "settlement 75.00");
        assertThat(settlements("dora")).containsExactly("fund 5.00", "settlement 25.00");
        assertThat(settlements("bob")).containsExactly("settlement -100.00");
        town.get(town.operator(), "/accounts/fund").body("balance", equalTo("0.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    /** The job stops once after the bookings of some, and once between the bookings and the closing of the accounts. */
    @Test
    void aJobThatIsCutHalfWayIsFollowedByOneThatEndsAsIfItHadNotBeenCut() throws SQLException {
        town.trade(town.member("dora", "100.00"), "dora", "bob", "10.01").statusCode(201);
        Town uncut = town;
        begin("proportional", 30);
        complete();

        twoWhoOweEachOther();
        town.trade(town.member("dora", "100.00"), "dora", "bob", "10.01").statusCode(201);
        begin("proportional", 30);
        broken(
                "entry",
                "INSERT",
                "NEW.account_id = '"
                        + id("SELECT a.account_id FROM account a JOIN member m USING (community_id, member_id)"
                                + " WHERE m.handle = 'bob' AND a.currency_code = 'CRED' AND m.community_id = ")
                        + "'",
                () -> assertThat(done(ask("/completion", Map.of())).getString("state"))
                        .isEqualTo("failed"));
        town.get(town.operator(), "/accounts/alice").body("balance", equalTo("0.00"));
        town.get(town.operator(), "/accounts/bob").body("balance", equalTo("80.01"));
        broken(
                "member",
                "UPDATE",
                "NEW.handle = 'carol' AND NEW.community_id = '"
                        + id("SELECT community_id FROM community WHERE community_id = ") + "'",
                () -> assertThat(done(ask("/completion", Map.of())).getString("state"))
                        .isEqualTo("failed"));
        town.get(town.operator(), "/members/bob").body("status", equalTo("left"));
        town.get(town.operator(), "/winding-up").body("phase", equalTo("winding-up"));
        complete();

        town.get(town.operator(), "/winding-up").body("phase", equalTo("wound-up"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
        for (String account : List.of("alice", "bob", "carol", "dora", "fund", "settlement")) {
            assertThat(entries(town, account)).as(account).isEqualTo(entries(uncut, account));
        }
    }

    private List<String> settlements(String handle) {
        return town
                .get(town.operator(), "/accounts/" + handle + "/statement")
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("entries")
                .stream()
                .filter(entry -> "The community is wound up".equals(entry.get("description")))
                .map(entry -> entry.get("counterparty") + " " + entry.get("amount"))
                .sorted()
                .toList();
    }

    private static List<String> entries(Town town, String account) {
        return town
                .get(town.operator(), "/accounts/" + account + "/statement")
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("entries")
                .stream()
                .map(entry -> entry.get("counterparty") + " " + entry.get("amount"))
                .sorted()
                .toList();
    }

    private UUID id(String query) {
        return sql.one(
                        query + "(SELECT community_id FROM community WHERE slug = ?)",
                        row -> row.getObject(1, UUID.class),
                        town.slug())
                .orElseThrow();
    }

    /** While the act runs, the database fails at those rows. */
    private void broken(String table, String event, String rows, Runnable act) throws SQLException {
        asOwner("CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut''; END'");
        asOwner("CREATE TRIGGER cut BEFORE " + event + " ON " + table + " FOR EACH ROW WHEN (" + rows
                + ") EXECUTE FUNCTION cut()");
        try {
            act.run();
        } finally {
            asOwner("DROP FUNCTION cut() CASCADE");
        }
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, ownersPassword);
                Statement made = connection.createStatement()) {
            made.execute(statement);
        }
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

    @Test
    void whatWasSaidOfTheCommunityIsForgottenWithItsName() {
        Api.as(administrator, Map.of("name", "The circle of Edith Moor", "reason", "Edith Moor founded it"))
                .header("If-Match", "*")
                .patch(town.path(""))
                .then()
                .statusCode(200)
                .body("phase", equalTo("open"));
        Map<String, ?> fixed = Map.of("rule", "fixed", "amount", "100.00");
        Api.as(administrator, Map.of("creditLimit", fixed, "reason", "as Edith Moor said"))
                .post(town.path("/currencies/CRED/credit-policies"))
                .then()
                .statusCode(201);
        Api.as(administrator, Map.of("payer", Map.of("percent", "0"), "reason", "as Edith Moor said"))
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
        town.settings(Map.of("letterhead", List.of("At Edith Moor's, 14 Mill Lane")));
        begin("settlement", 0);
        complete();
        assertThat(done(ask("/erasure", Map.of())).getString("state")).isEqualTo("done");
        assertThat(sql.list(
                        "SELECT coalesce(r.before::text, '') || coalesce(r.after::text, '') || r.reason FROM change_record r"
                                + " JOIN community c USING (community_id) WHERE c.slug = ?",
                        row -> row.getString(1),
                        town.slug()))
                .isNotEmpty()
                .noneMatch(text -> text.contains("Edith") || text.contains("nobody trades"));
        for (String policy : List.of("credit_policy", "levy_policy")) {
            assertThat(sql.list(
                            "SELECT p.reason FROM " + policy
                                    + " p JOIN community c USING (community_id) WHERE c.slug = ?",
                            row -> row.getString(1),
                            town.slug()))
                    .containsExactly("erased");
        }
        assertThat(sql.list(
                        "SELECT concat_ws(' ', a.reason, a.summary, a.decision, a.act, a.key, a.outcome) FROM approval a"
                                + " JOIN community c USING (community_id) WHERE c.slug = ?",
                        row -> row.getString(1),
                        town.slug()))
                .isNotEmpty()
                .noneMatch(text -> text.contains("nobody trades")
                        || text.contains("Edith")
                        || text.contains("agreed")
                        || text.contains("settlementRule"));
        town.get(town.operator(), "").body("phase", equalTo("erased")).body("settings.letterhead", empty());
        town.get(administrator, "/changes?kind=community&limit=1")
                .body("changes[0].before.phase", equalTo("wound-up"))
                .body("changes[0].after.phase", equalTo("erased"));
    }

    @Test
    void nobodyComesToACommunityThatIsClosed() {
        town.settings(Map.of("joining", "open"));
        String invitation = town.invited(alice, "alice", Map.of("role", "viewer"));
        begin("settlement", 30);
        town.get(alice, "").body("phase", equalTo("winding-up"));
        String username = Town.newName();
        closed(Town.accept(Map.of("token", invitation, "username", username, "password", Town.password(username))));
        closed(Town.acceptAs(town.operator(), invitation));
        closed(given().get(town.path("/joining")).then());
        closed(given().contentType(ContentType.JSON)
                .body(Map.of(
                        "handle", "emil", "name", "Emil", "kind", "person", "password", "long enough for a stranger"))
                .post(town.path("/applications"))
                .then());
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
