package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.user.OperatorBootstrap;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class RolesAndClientsTest {
    private static final String NEW_PASSWORD = "a new password of mine";

    @Inject
    SecurityFixture fixture;

    @Inject
    OperatorBootstrap bootstrap;

    private String slug;
    private String operator;
    private String administrator;
    private String admin;

    @BeforeEach
    void aCommunityWithAnAdministrator() {
        slug = fixture.community();
        operator = fixture.operatorToken();
        administrator = fixture.administrator(slug);
        admin = fixture.token(administrator);
    }

    @Test
    void aNewAdministratorIsInvitedSetsAPasswordAndIsLetIn() {
        String name = SecurityFixture.unique("newcomer");
        long version = fixture.accessVersion(slug);
        String token = post(admin, "/roles", Map.of("username", name, "role", "administrator", "reason", "elected"))
                .statusCode(201)
                .body("username", equalTo(name))
                .body("invitation.expiresAt", notNullValue())
                .extract()
                .path("invitation.token");
        assertThat(fixture.accessVersion(slug)).isGreaterThan(version);
        assertRecorded("role", name, "elected");

        accept(token, "short").statusCode(400).body("errors[0].field", equalTo("password"));
        accept(token, name).statusCode(400);
        accept(token, "x".repeat(201)).statusCode(400);
        accept(token, "Manchester1985")
                .statusCode(400)
                .body("errors[0].field", equalTo("password"))
                .body("errors[0].detail", containsString("many people have"));
        accept(token, name + " 12345").statusCode(400).body("errors[0].detail", containsString("the username"));
        accept(token, NEW_PASSWORD).statusCode(200);
        accept(token, NEW_PASSWORD).statusCode(404);

        String mine = SecurityFixture.login(name, NEW_PASSWORD)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        given().auth()
                .oauth2(mine)
                .get("/v1/communities/" + slug + "/probes")
                .then()
                .statusCode(200);
    }

    @Test
    void whoIsAdministratorAlreadyStaysSoAndNobodyIsInvitedInTheirName() {
        post(admin, "/roles", Map.of("username", administrator, "role", "administrator", "reason", "again"))
                .statusCode(201)
                .body("invitation", equalTo(null));
        String elsewhere = fixture.member(fixture.community());
        fixture.execute("UPDATE app_user SET password_hash = NULL WHERE username LIKE ?", elsewhere + "@%");
        String username = fixture.query("SELECT username FROM app_user WHERE username LIKE ?", elsewhere + "@%");
        post(operator, "/roles", Map.of("username", username, "role", "administrator", "reason", "a helping hand"))
                .statusCode(201)
                .body("invitation", equalTo(null));
    }

    @Test
    void theLoginOfAMemberIsNotMadeByAppointingIt() {
        post(admin, "/roles", Map.of("username", "nobody@" + slug, "role", "administrator", "reason", "elected"))
                .statusCode(400)
                .body("errors[0].field", equalTo("username"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        post(admin, "/roles", Map.of("username", "two words", "role", "king"))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("username", "role", "reason")));
        post(admin, "/clients", Map.of("name", "Upper", "scopes", List.of("everything"), "reason", " "))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("name", "scopes[0]", "reason")));
    }

    @Test
    void whoIsNoAdministratorIsNotDismissed() {
        given().auth()
                .oauth2(admin)
                .queryParam("reason", "left")
                .delete("/v1/communities/" + slug + "/roles/administrator/nobody")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(admin)
                .delete("/v1/communities/" + slug + "/roles/administrator/" + administrator)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
    }

    @Test
    void aClientGetsASecretOnceAndWhatItMayFollowsItsGrant() {
        String name = SecurityFixture.unique("client");
        String secret = register(admin, slug, name)
                .statusCode(201)
                .body("client_id", equalTo(name))
                .body("client_secret", matchesPattern("[\\w-]{43}"))
                .extract()
                .path("client_secret");
        assertRecorded("client", name, "test");
        String token = SecurityFixture.clientLogin(name, secret).path("access_token");
        String path = "/v1/communities/" + slug;
        given().auth().oauth2(token).get(path + "/probes/statements").then().statusCode(403);
        given().auth()
                .oauth2(admin)
                .get(path + "/clients")
                .then()
                .statusCode(200)
                .body("clients.client_id", hasItem(name));

        put(admin, "/clients/" + name, Map.of("scopes", List.of("statements:read"), "reason", "reports"))
                .statusCode(200);
        String wider = SecurityFixture.clientLogin(name, secret).path("access_token");
        given().auth().oauth2(wider).get(path + "/probes/statements").then().statusCode(200);

        String second = renewSecret(name, Map.of("reason", "every spring"));
        SecurityFixture.clientLogin(name, secret).then().statusCode(200);
        SecurityFixture.clientLogin(name, second).then().statusCode(200);
        fixture.execute(
                "UPDATE client_secret SET expires_at = now() WHERE expires_at IS NOT NULL AND client_id ="
                        + " (SELECT client_id FROM client WHERE name = ?)",
                name);
        SecurityFixture.clientLogin(name, secret).then().statusCode(401);
        String third = renewSecret(name, Map.of("reason", "leaked", "overlapHours", 0));
        SecurityFixture.clientLogin(name, second).then().statusCode(401);
        SecurityFixture.clientLogin(name, third).then().statusCode(200);
        post(admin, "/clients/" + name + "/secret", Map.of("reason", "x", "overlapHours", 169))
                .statusCode(400)
                .body("errors[0].field", equalTo("overlapHours"));

        given().auth()
                .oauth2(admin)
                .queryParam("reason", "contract ended")
                .delete(path + "/clients/" + name)
                .then()
                .statusCode(204);
        given().auth().oauth2(wider).get(path + "/probes").then().statusCode(404);
        put(admin, "/clients/" + name, Map.of("scopes", List.of("statements:read"), "reason", "reports"))
                .statusCode(404);
    }

    @Test
    void aClientOfAnotherCommunityIsNotTakenOver() {
        String name = SecurityFixture.unique("client");
        register(admin, slug, name).statusCode(201);
        register(admin, slug, name).statusCode(409).body("code", equalTo("already-exists"));
        String other = fixture.community();
        String otherAdmin = fixture.token(fixture.administrator(other));
        register(otherAdmin, other, name).statusCode(409);
        register(operator, other, name).statusCode(201).body("client_secret", equalTo(null));
        given().auth()
                .oauth2(otherAdmin)
                .contentType("application/json")
                .body(Map.of("reason", "mine now"))
                .post("/v1/communities/" + other + "/clients/" + name + "/secret")
                .then()
                .statusCode(403);
    }

    @Test
    void aMemberIsInvitedAndTheOldSessionsEnd() {
        String handle = fixture.member(slug);
        String username = handle + "@" + slug;
        String before = fixture.token(username);
        String first = invite(admin, handle).statusCode(201).extract().path("token");
        String second = invite(admin, handle).statusCode(201).extract().path("token");
        accept(first, NEW_PASSWORD).statusCode(404);
        accept(second, NEW_PASSWORD).statusCode(200);
        given().auth().oauth2(before).get("/v1/me").then().statusCode(401);
        SecurityFixture.login(username, SecurityFixture.PASSWORD).then().statusCode(400);
        SecurityFixture.login(username, NEW_PASSWORD).then().statusCode(200);
        assertRecorded("user", username, "Accepted an invitation");
        invite(admin, "nobody").statusCode(404);
    }

    @Test
    void aMemberWithoutALoginGetsOneWithTheInvitation() {
        String handle = fixture.member(slug);
        String username = handle + "@" + slug;
        fixture.execute("DELETE FROM membership WHERE user_id = ?", fixture.userId(username));
        fixture.execute("UPDATE app_user SET username = ? WHERE username = ?", "former-" + handle, username);
        String token = invite(admin, handle).statusCode(201).extract().path("token");
        accept(token, NEW_PASSWORD).statusCode(200);
        String mine = SecurityFixture.login(username, NEW_PASSWORD)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        given().auth().oauth2(mine).get("/v1/me").then().body("communities[0].members[0].handle", equalTo(handle));
    }

    @Test
    void aLoginWithASayElsewhereIsInvitedByAnOperatorAlone() {
        String handle = fixture.member(slug);
        String other = fixture.community();
        fixture.execute(
                "INSERT INTO community_role SELECT community_id, ?, 'administrator' FROM community WHERE slug = ?",
                fixture.userId(handle + "@" + slug),
                other);
        invite(admin, handle).statusCode(403);
        invite(operator, handle).statusCode(201);
    }

    @Test
    void anInvitationThatExpiredIsGone() {
        String handle = fixture.member(slug);
        String token = invite(admin, handle).statusCode(201).extract().path("token");
        fixture.execute(
                "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE user_id = ?",
                fixture.userId(handle + "@" + slug));
        accept(token, NEW_PASSWORD).statusCode(404);
    }

    @Test
    void membersAppointAndRegisterNobody() {
        String member = fixture.token(fixture.member(slug) + "@" + slug);
        post(member, "/roles", Map.of("username", "me", "role", "administrator", "reason", "why not"))
                .statusCode(403);
        register(member, slug, "mine").statusCode(403);
        invite(member, "anyone").statusCode(404);
        invite(member, fixture.member(slug)).statusCode(403);
    }

    @Test
    void theOperatorIsMadeOnceAndNotShownWhereThePasswordWasGiven() {
        bootstrap.makeWhereThereIsNone();
        assertThat(fixture.query("SELECT count(*) FROM app_user WHERE operator AND username = 'operator'"))
                .isEqualTo("1");
        assertThat(bootstrap.lines("http://localhost")).isEmpty();
    }

    private void assertRecorded(String kind, String subject, String reason) {
        assertThat(fixture.query(
                        "SELECT count(*) FROM change_record r JOIN community c USING (community_id) WHERE c.slug = ?"
                                + " AND r.subject_kind = ? AND r.subject_id = ? AND r.reason = ?",
                        slug,
                        kind,
                        subject,
                        reason))
                .isEqualTo("1");
    }

    private String renewSecret(String name, Map<String, Object> request) {
        return post(admin, "/clients/" + name + "/secret", request)
                .statusCode(200)
                .extract()
                .path("client_secret");
    }

    private static ValidatableResponse register(String token, String community, String name) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("name", name, "scopes", List.of("trades:write"), "reason", "test"))
                .post("/v1/communities/" + community + "/clients")
                .then();
    }

    private ValidatableResponse invite(String token, String handle) {
        return given().auth()
                .oauth2(token)
                .noContentType()
                .post("/v1/communities/" + slug + "/members/" + handle + "/invitations")
                .then();
    }

    private ValidatableResponse post(String token, String path, Object body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/communities/" + slug + path)
                .then();
    }

    private ValidatableResponse put(String token, String path, Object body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .put("/v1/communities/" + slug + path)
                .then();
    }

    private static ValidatableResponse accept(String token, String password) {
        return given().contentType("application/json")
                .body(Map.of("token", token, "password", password))
                .post("/v1/invitations/acceptance")
                .then();
    }
}
