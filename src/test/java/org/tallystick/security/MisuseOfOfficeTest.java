package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;

/** An administrator is trusted with much, and so is somebody who was one. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class MisuseOfOfficeTest {
    private String operator;
    private String community;
    private String path;
    private String alice;

    @BeforeEach
    void aliceIsAdministrator() {
        operator = Api.operatorToken();
        community = Api.community(operator);
        path = "/v1/communities/" + community;
        alice = Api.member(operator, community, "alice", "100.00");
        Api.member(operator, community, "bob", "100.00");
        appoint(community, "alice@" + community);
    }

    @Test
    void anInvitationIsVoidOnceTheLoginHasASayElsewhere() {
        enrol("dan");
        String invitation = invite(alice, "dan");
        String other = Api.community(operator);
        appoint(other, "dan@" + community);

        accept(invitation).statusCode(404);

        accept(invite(operator, "dan")).statusCode(200);
    }

    @Test
    void anInvitationIsVoidOnceWhoWroteItIsDismissed() {
        enrol("erin");
        String invitation = invite(alice, "erin");
        appoint(community, "bob@" + community);
        dismiss(operator, "alice").statusCode(204);

        accept(invitation).statusCode(404);
    }

    @Test
    void nobodyRaisesTheirOwnLimitThroughAnExchangeSystem() {
        String client = client("limits:write");
        Map<String, Object> limits = new java.util.HashMap<>();
        limits.put("creditLimit", "5000.00");
        limits.put("balanceCap", null);
        limits.put("reason", "why not");
        Api.as(client, limits)
                .header("If-Match", "*")
                .put(path + "/accounts/alice/limits")
                .then()
                .statusCode(403);
        Api.as(client, limits)
                .header("If-Match", "*")
                .put(path + "/accounts/bob/limits")
                .then()
                .statusCode(200);
    }

    @Test
    void aMediatorDoesNotPayThemselves() {
        Api.as(operator, Map.of("settings", Map.of("mediation", "administrators"), "reason", "decided"))
                .header("If-Match", "*")
                .patch(path)
                .then()
                .statusCode(200);
        Api.member(operator, community, "carol", "0.00");

        Api.trade(alice, community, "bob", "alice", "1").then().statusCode(403);
        Api.trade(alice, community, "bob", "carol", "1").then().statusCode(201);
        Api.trade(alice, community, "alice", "carol", "1").then().statusCode(201);
    }

    @Test
    void theLastAdministratorIsDismissedByAnOperatorAlone() {
        dismiss(alice, "alice").statusCode(409).body("code", equalTo("state-conflict"));
        appoint(community, "bob@" + community);
        dismiss(alice, "alice").statusCode(204);
        dismiss(operator, "bob").statusCode(204);
    }

    @Test
    void zeroBytesAreAnsweredLikeAnyOtherNonsense() {
        for (String password : List.of("a%00b", "x")) {
            given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                    .body("grant_type=password&username=a%00b&password=" + password)
                    .post("/oauth/token")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
        given().auth()
                .preemptive()
                .basic("a\0b", "x")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        for (String place : List.of("/members/%00", "/accounts/%00", "/members/a%00b/accounts")) {
            get(path + place).statusCode(404);
        }
        get("/v1/communities/%00").statusCode(404);
        Api.as(operator)
                .urlEncodingEnabled(false)
                .delete(path + "/clients/%00?reason=x")
                .then()
                .statusCode(404);
        Api.as(operator)
                .urlEncodingEnabled(false)
                .delete(path + "/roles/administrator/%00?reason=x")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse get(String address) {
        return Api.as(operator).urlEncodingEnabled(false).get(address).then();
    }

    private void appoint(String where, String username) {
        Api.as(operator, Map.of("username", username, "role", "administrator", "reason", "elected"))
                .post("/v1/communities/" + where + "/roles")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse dismiss(String by, String handle) {
        return Api.as(by)
                .queryParam("reason", "done")
                .delete(path + "/roles/administrator/" + handle + "@" + community)
                .then();
    }

    private void enrol(String handle) {
        Api.as(operator, Map.of("handle", handle, "name", handle, "kind", "person"))
                .post(path + "/members")
                .then()
                .statusCode(201);
    }

    private String invite(String by, String handle) {
        return Api.as(by)
                .post(path + "/members/" + handle + "/invitations")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static ValidatableResponse accept(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "password", "a password of somebody else"))
                .post("/v1/invitations/acceptance")
                .then();
    }

    private String client(String scope) {
        String name = "c" + UUID.randomUUID();
        String secret = Api.as(alice, Map.of("name", name, "scopes", List.of(scope), "reason", "a bot"))
                .post(path + "/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
        return given().auth()
                .preemptive()
                .basic(name, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
