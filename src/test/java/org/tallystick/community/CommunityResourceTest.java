package org.tallystick.community;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.tallystick.security.Caller;
import org.tallystick.security.Scope;
import org.tallystick.security.TestTokens;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;

/** Communities, members and accounts as a client meets them. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class CommunityResourceTest {
    @Inject
    Fixtures fixtures;

    @Inject
    TestTokens tokens;

    @Test
    void anOperatorMakesACommunityAndAnAdministratorRunsIt() {
        String slug = Fixtures.newSlug();
        Caller operator = fixtures.operator();
        by(operator)
                .body("""
                        {"slug": "%s", "name": "Maple LETS", "timeZone": "Europe/Lisbon",
                         "currencies": [{"code": "CRED", "name": "Credits", "symbol": "c", "scale": 2,
                                         "defaultCreditLimit": "100"},
                                        {"code": "HRS", "name": "Hours", "symbol": "h", "scale": 2}],
                         "settings": {"balances": "members"}}""".formatted(slug))
                .post("/v1/communities")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/communities/" + slug))
                .header("ETag", "\"1\"")
                .body("currencies.code", contains("CRED", "HRS"))
                .body("currencies[0].defaultCreditLimit", equalTo("100.00"))
                .body("currencies[0].defaultBalanceCap", nullValue())
                .body("settings.balances", equalTo("members"))
                .body("settings.frozenMayReceive", equalTo(false));

        by(operator)
                .header("If-Match", "\"1\"")
                .body("{\"name\": \"Maple\", \"reason\": \"shorter\"}")
                .patch("/v1/communities/" + slug)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("Maple"));
        by(operator)
                .header("If-Match", "\"2\"")
                .body("{\"defaultCreditLimit\": \"5\", \"defaultBalanceCap\": null, \"reason\": \"we are young\"}")
                .put("/v1/communities/" + slug + "/currencies/HRS")
                .then()
                .statusCode(200)
                .body("currencies[1].defaultCreditLimit", equalTo("5.00"));
        by(operator)
                .body("{\"code\": \"EGG\", \"name\": \"Eggs\", \"symbol\": \"e\", \"scale\": 0, \"reason\": \"hens\"}")
                .post("/v1/communities/" + slug + "/currencies")
                .then()
                .statusCode(201)
                .body("currencies", hasSize(3));
        by(operator).get("/v1/communities/" + slug).then().statusCode(200).header("ETag", "\"4\"");
    }

    @Test
    void whoIsNoOperatorMakesNoCommunityAndWhoIsNoMemberSeesNone() {
        Community community = fixtures.community();
        Community other = fixtures.community();
        fixtures.enrol(community, "alice");
        Caller alice = fixtures.owner(community, "alice");

        by(fixtures.administrator(community))
                .body("{}")
                .post("/v1/communities")
                .then()
                .statusCode(403);
        by(alice).get("/v1/communities/" + other.slug()).then().statusCode(404).body("code", equalTo("not-found"));
        by(alice).get("/v1/communities/" + community.slug()).then().statusCode(200);
        by(alice)
                .header("If-Match", "*")
                .body("{\"name\": \"Mine\", \"reason\": \"mine\"}")
                .patch("/v1/communities/" + community.slug())
                .then()
                .statusCode(403);
        given().get("/v1/communities/" + community.slug()).then().statusCode(401);
    }

    @Test
    void aChangeNeedsTheVersionThatWasSeen() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        String path = "/v1/communities/" + community.slug();
        Caller administrator = fixtures.administrator(community);
        for (String target : new String[] {path, path + "/members/alice"}) {
            by(administrator)
                    .body("{\"name\": \"New\", \"reason\": \"why not\"}")
                    .patch(target)
                    .then()
                    .statusCode(428)
                    .body("code", equalTo("precondition-required"));
            by(administrator)
                    .header("If-Match", "\"9\"")
                    .body("{\"name\": \"New\", \"reason\": \"why not\"}")
                    .patch(target)
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("version-stale"));
        }
    }

    @Test
    void aMemberIsEnrolledListedAndFrozen() {
        Community community = fixtures.community();
        String members = "/v1/communities/" + community.slug() + "/members";
        Caller client = fixtures.client(community, Scope.MEMBERS_WRITE, Scope.LIMITS_WRITE);
        by(client)
                .body("""
                        {"handle": "alice", "name": "Alice", "kind": "person", "email": "alice@example.org",
                         "creditLimit": "250", "balanceCap": null}""")
                .post(members)
                .then()
                .statusCode(201)
                .header("Location", endsWith(members + "/alice"))
                .body("status", equalTo("active"))
                .body("email", equalTo("alice@example.org"));
        by(client)
                .body("{\"handle\": \"alice\", \"name\": \"Another\", \"kind\": \"person\"}")
                .post(members)
                .then()
                .statusCode(409)
                .body("code", equalTo("already-exists"))
                .body("errors[0].field", equalTo("handle"));
        by(client).get(members + "?limit=1").then().statusCode(200).body("members.handle", contains("alice"));

        Caller administrator = fixtures.administrator(community);
        by(administrator)
                .header("If-Match", "\"1\"")
                .body("{\"status\": \"frozen\", \"reason\": \"asked for it\"}")
                .patch(members + "/alice")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("status", equalTo("frozen"));
        by(fixtures.owner(community, "alice"))
                .get("/v1/communities/" + community.slug() + "/accounts/alice")
                .then()
                .statusCode(200)
                .body("status", equalTo("frozen"))
                .body("creditLimit", equalTo("250.00"))
                .body("available", equalTo("250.00"))
                .body("balanceCap", nullValue())
                .body("entries", equalTo(0))
                .body("limitsVersion", nullValue());
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithTheFieldAtFault() {
        Community community = fixtures.community();
        String members = "/v1/communities/" + community.slug() + "/members";
        Caller administrator = fixtures.administrator(community);
        for (String body : new String[] {
            "{\"handle\": \"al\", \"name\": \"A\", \"kind\": \"person\", \"balanceCap\": 5}",
            "{\"handle\": \"al\", \"name\": \"A\", \"kind\": \"person\", \"balanceCap\": {}}",
            "{\"handle\": \"al\", \"name\": \"A\", \"kind\": \"person\", \"balanceCap\": \"1e3\"}"
        }) {
            by(administrator)
                    .body(body)
                    .post(members)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed"))
                    .body("errors.field", contains("balanceCap"));
        }
        by(administrator).post(members).then().statusCode(400).body("code", equalTo("malformed"));
        by(administrator).body("null").post(members).then().statusCode(400).body("code", equalTo("malformed"));
        by(administrator).get(members + "/al").then().statusCode(404);
    }

    @Test
    void limitsAreSetUnderTheVersionThatTheAccountShows() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        String account = "/v1/communities/" + community.slug() + "/accounts/alice.HRS";
        Caller client = fixtures.client(community, Scope.LIMITS_WRITE);
        String tag = by(client).get(account).then().statusCode(200).extract().header("ETag");
        String limits = "{\"creditLimit\": \"20\", \"balanceCap\": \"60.5\", \"reason\": \"a good year\"}";

        by(client).body(limits).put(account + "/limits").then().statusCode(428);
        by(client)
                .header("If-Match", tag)
                .body(limits)
                .put(account + "/limits")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("account", equalTo("alice.HRS"))
                .body("member", equalTo("alice"))
                .body("creditLimit", equalTo("20.00"))
                .body("headroom", equalTo("60.50"));
        by(client)
                .header("If-Match", tag)
                .body(limits)
                .put(account + "/limits")
                .then()
                .statusCode(412);
        by(fixtures.owner(community, "alice"))
                .get(account + "/limits/history")
                .then()
                .statusCode(200)
                .body("changes", hasSize(1))
                .body("changes[0].before.creditLimit", equalTo("0.00"))
                .body("changes[0].after.balanceCap", equalTo("60.50"))
                .body("changes[0].changedBy", equalTo(client.name()))
                .body("changes[0].changedAt", notNullValue())
                .body("nextCursor", nullValue());
        by(fixtures.owner(community, "alice"))
                .header("If-Match", "*")
                .body(limits)
                .put(account + "/limits")
                .then()
                .statusCode(403);
    }

    @Test
    void anAddressThatIsNoneIsNotFound() {
        Community community = fixtures.community();
        Caller administrator = fixtures.administrator(community);
        for (String address : new String[] {"nobody", "Nobody", "alice@other", "fund.EGG"}) {
            by(administrator)
                    .get("/v1/communities/" + community.slug() + "/accounts/" + address)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        }
        by(administrator)
                .get("/v1/communities/" + community.slug() + "/members/nobody/accounts")
                .then()
                .statusCode(404);
    }

    private RequestSpecification by(Caller caller) {
        return given().contentType("application/json").header("Authorization", tokens.bearer(caller));
    }
}
