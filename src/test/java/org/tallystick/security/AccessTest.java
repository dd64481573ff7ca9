package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AccessTest {
    private static final String MALFORMED = "{ this is no JSON";

    @Inject
    SecurityFixture fixture;

    @Inject
    AccessControl control;

    private String slug;

    @BeforeEach
    void aCommunity() {
        slug = fixture.community();
    }

    @Test
    void withoutATokenNothingIsReadOfTheBody() {
        given().contentType("application/json")
                .body(MALFORMED)
                .post(probes(slug))
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"tallystick\""))
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void withoutThePermissionNothingIsReadOfTheBody() {
        String token = fixture.token(fixture.member(slug) + "@" + slug);
        as(token)
                .contentType("application/json")
                .body(MALFORMED)
                .post(probes(slug))
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void aCommunityOfOthersIsNotFoundAndLooksLikeOneThatDoesNotExist() {
        String stranger = fixture.token(fixture.administrator(fixture.community()));
        String hidden = as(stranger)
                .contentType("application/json")
                .body(MALFORMED)
                .post(probes(slug))
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String absent = as(stranger)
                .contentType("application/json")
                .body(MALFORMED)
                .post(probes("no-such-community"))
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(hidden).isEqualTo(absent);
    }

    @Test
    void withThePermissionTheBodyIsRead() {
        String token = fixture.token(fixture.administrator(slug));
        as(token)
                .contentType("application/json")
                .body(MALFORMED)
                .post(probes(slug))
                .then()
                .statusCode(400);
        as(token)
                .contentType("application/json")
                .body("{\"text\":\"ä\"}")
                .post(probes(slug))
                .then()
                .statusCode(200)
                .body("text", equalTo("ä"));
    }

    @Test
    void aMethodThatSaysNothingIsClosedToTheOperatorToo() {
        as(fixture.operatorToken()).get(probes(slug) + "/forgotten").then().statusCode(403);
    }

    @Test
    void theOperatorIsLetInEverywhere() {
        see(fixture.operatorToken()).statusCode(200).body("roles", contains("OPERATOR"));
    }

    @Test
    void aDismissedAdministratorIsRefusedWithTheNextRequest() {
        String username = fixture.administrator(slug);
        String token = fixture.token(username);
        post(token).statusCode(200);
        post(token).statusCode(200);
        as(fixture.operatorToken())
                .queryParam("reason", "left")
                .delete(roles() + "/administrator/" + username)
                .then()
                .statusCode(204);
        post(token).statusCode(404);
    }

    @Test
    void anAdministratorWhoIsAMemberTooKeepsWhatAMemberMay() {
        String member = fixture.member(slug) + "@" + slug;
        String token = fixture.token(member);
        String operator = fixture.operatorToken();
        post(token).statusCode(403);
        as(operator)
                .contentType("application/json")
                .body(Map.of("username", member, "role", "administrator", "reason", "elected"))
                .post(roles())
                .then()
                .statusCode(201)
                .body("invitation", equalTo(null));
        post(token).statusCode(200);
        as(operator)
                .queryParam("reason", "term ended")
                .delete(roles() + "/administrator/" + member)
                .then()
                .statusCode(204);
        post(token).statusCode(403);
        see(token).statusCode(200).body("roles", contains("OWNER"));
    }

    @Test
    void aSessionThatEndedIsRefusedWithTheNextRequest() {
        String token = fixture.token(fixture.administrator(slug));
        see(token).statusCode(200);
        given().formParam("token", token).post("/oauth/revoke").then().statusCode(200);
        see(token).statusCode(401).header("WWW-Authenticate", containsString("error=\"invalid_token\""));
        as(token).get("/v1/me").then().statusCode(401);
    }

    @Test
    void theEndOfASessionRaisesTheVersionWhereverItsUserHasASay() {
        String token = fixture.token(fixture.administrator(slug));
        String operator = fixture.operatorToken();
        long before = fixture.accessVersion(slug);
        given().formParam("token", token).post("/oauth/revoke").then().statusCode(200);
        assertThat(fixture.accessVersion(slug)).isEqualTo(before + 1);
        given().formParam("token", operator).post("/oauth/revoke").then().statusCode(200);
        assertThat(fixture.accessVersion(slug)).isEqualTo(before + 2);
    }

    @Test
    void aDisabledLoginIsRefusedAndCannotLogIn() {
        String username = fixture.administrator(slug);
        String token = fixture.token(username);
        fixture.execute("UPDATE app_user SET status = 'disabled' WHERE username = ?", username);
        see(token).statusCode(401);
        SecurityFixture.login(username, SecurityFixture.PASSWORD)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void thePostingPathReadsNothingWhenTheCallerIsKnownAndLeavesTheVersionToTheWriter() {
        String token = fixture.token(fixture.member(slug) + "@" + slug);
        posting(token).statusCode(200);
        int version = posting(token)
                .statusCode(200)
                .body("thread", startsWith("vert.x-eventloop"))
                .extract()
                .path("version");
        fixture.execute("UPDATE community SET access_version = access_version + 1 WHERE slug = ?", slug);
        posting(token).statusCode(200).body("version", equalTo(version));
        see(token).statusCode(200);
        posting(token).statusCode(200).body("version", equalTo(version + 1));
    }

    @Test
    void whatIsRememberedNeverTurnsACallerAway() {
        String member = fixture.member(slug) + "@" + slug;
        fixture.execute("UPDATE membership SET role = 'viewer' WHERE user_id = ?", fixture.userId(member));
        String token = fixture.token(member);
        posting(token).statusCode(403);
        fixture.execute("UPDATE membership SET role = 'spender' WHERE user_id = ?", fixture.userId(member));
        fixture.execute("UPDATE community SET access_version = access_version + 1 WHERE slug = ?", slug);
        posting(token).statusCode(200);
    }

    @Test
    void aStaleAccessIsFoundByItsVersionAndReadAnew() {
        String username = fixture.administrator(slug);
        fixture.token(username);
        String session = fixture.query(
                "SELECT session_id FROM session WHERE user_id = ? ORDER BY started_at DESC", fixture.userId(username));
        Caller caller = new Caller(
                fixture.userId(username),
                CallerKind.USER,
                username,
                java.util.Optional.of(java.util.UUID.fromString(session)),
                java.util.Set.of());
        Access first = control.current(slug, caller);
        assertThat(control.current(slug, caller)).isSameAs(first);
        fixture.execute(
                "UPDATE community SET access_version = access_version + 1, mediation = 'administrators'"
                        + " WHERE slug = ?",
                slug);
        assertThat(control.load(slug, caller).await().indefinitely()).isSameAs(first);
        assertThat(control.current(slug, caller).community().mediationByAdministrators())
                .isTrue();
        assertThat(control.reload(first).version()).isEqualTo(first.version() + 1);
        control.forget(first.community().id());
        assertThat(control.remembered(slug, caller)).isEmpty();
    }

    @Test
    void aClientMayWhatItsTokenAndTheCommunityBothSay() {
        String operator = fixture.operatorToken();
        String name = SecurityFixture.unique("client");
        String secret = register(operator, slug, name, "accounts:read");
        String other = fixture.community();
        register(operator, other, name, "statements:read");
        String token = SecurityFixture.clientLogin(name, secret)
                .then()
                .statusCode(200)
                .body("scope", equalTo("accounts:read statements:read"))
                .body("refresh_token", equalTo(null))
                .extract()
                .path("access_token");
        see(token)
                .statusCode(200)
                .body("scopes", contains("accounts:read"))
                .body("roles", equalTo(java.util.List.of()));
        as(token).get(probes(slug) + "/statements").then().statusCode(403);
        as(token).get(probes(other) + "/statements").then().statusCode(200);
        as(token).get(probes(fixture.community())).then().statusCode(404);
        as(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("client"))
                .body("name", equalTo(name))
                .body("communities.community", containsInAnyOrder(slug, other));

        String narrow = given().auth()
                .preemptive()
                .basic(name, secret)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", "accounts:read")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        as(narrow).get(probes(other) + "/statements").then().statusCode(403);
    }

    @Test
    void oneselfShowsRolesAndMembers() {
        String handle = fixture.member(slug);
        String token = fixture.token(handle + "@" + slug);
        as(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(handle + "@" + slug))
                .body("kind", equalTo("user"))
                .body("operator", equalTo(false))
                .body("communities[0].community", equalTo(slug))
                .body("communities[0].members[0].handle", equalTo(handle))
                .body("communities[0].members[0].role", equalTo("owner"));
        as(fixture.operatorToken()).get("/v1/me").then().statusCode(200).body("operator", equalTo(true));
    }

    @Test
    void anExpiredSessionIsRefusedEvenIfItsTokenIsNot() {
        String username = fixture.administrator(slug);
        String token = fixture.token(username);
        fixture.execute(
                "UPDATE session SET expires_at = ? WHERE user_id = ?",
                Instant.now().minusSeconds(1),
                fixture.userId(username));
        see(token).statusCode(401).body("detail", not(containsString("null")));
    }

    private String register(String token, String community, String name, String scope) {
        return as(token)
                .contentType("application/json")
                .body(Map.of("name", name, "scopes", java.util.List.of(scope), "reason", "test"))
                .post("/v1/communities/" + community + "/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
    }

    private ValidatableResponse see(String token) {
        return as(token).get(probes(slug)).then();
    }

    private ValidatableResponse post(String token) {
        return as(token)
                .contentType("application/json")
                .body("{}")
                .post(probes(slug))
                .then();
    }

    private ValidatableResponse posting(String token) {
        return as(token)
                .contentType("application/json")
                .body("{}")
                .post(probes(slug) + "/posting")
                .then();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static String probes(String community) {
        return "/v1/communities/" + community + "/probes";
    }

    private String roles() {
        return "/v1/communities/" + slug + "/roles";
    }
}
