package org.tallystick.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The API as a test's clients call it. */
public final class Api {
    private Api() {}

    /** The access token of a user. */
    public static String token(String username, String password) {
        return given().formParams("grant_type", "password", "username", username, "password", password)
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    public static String operatorToken() {
        return token("operator", DatabaseTestResource.OPERATOR_PASSWORD);
    }

    /** A request with this token. */
    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    /** A request with a JSON body. */
    public static RequestSpecification as(String token, Object body) {
        return as(token).contentType(ContentType.JSON).body(body);
    }

    /** Records a trade in a community under a new key. */
    public static Response trade(String token, String community, String payer, String payee, String amount) {
        return trade(token, community, UUID.randomUUID().toString(), payer, payee, amount);
    }

    public static Response trade(
            String token, String community, String key, String payer, String payee, String amount) {
        return as(token, Map.of("payer", payer, "payee", payee, "amount", amount, "description", "bread"))
                .header("Idempotency-Key", key)
                .post("/v1/communities/" + community + "/trades");
    }

    /** Makes a community with the currencies CRED (scale 2, the default one) and HRS (scale 2). */
    public static String community(String operator) {
        String slug = "c" + UUID.randomUUID().toString().substring(0, 8);
        as(
                        operator,
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                "A test's community",
                                "timeZone",
                                "Europe/Lisbon",
                                "currencies",
                                java.util.List.of(
                                        Map.of("code", "CRED", "name", "Credit", "symbol", "c", "scale", 2),
                                        Map.of("code", "HRS", "name", "Hour", "symbol", "h", "scale", 2))))
                .post("/v1/communities")
                .then()
                .statusCode(201);
        return slug;
    }

    /** Enrols a member with a credit limit and returns the token of its owner. */
    public static String member(String operator, String community, String handle, String creditLimit) {
        enrol(operator, community, handle, creditLimit);
        return login(operator, community, handle);
    }

    /** Enrols a member, whose login nobody has taken up yet. */
    public static void enrol(String operator, String community, String handle, String creditLimit) {
        as(operator, Map.of("handle", handle, "name", handle, "kind", "person", "creditLimit", creditLimit))
                .post("/v1/communities/" + community + "/members")
                .then()
                .statusCode(201);
    }

    /** Invites the owner of a member, accepts, and logs in. */
    public static String login(String operator, String community, String handle) {
        String invitation = invite(operator, community, handle, Map.of()).path("token");
        String password = "the password of " + handle;
        given().contentType(ContentType.JSON)
                .body(Map.of("token", invitation, "password", password))
                .post("/v1/invitations/acceptance")
                .then()
                .statusCode(200);
        return token(handle + "@" + community, password);
    }

    /** Invites the owner of a member. */
    public static Response invite(String operator, String community, String handle, Map<String, String> body) {
        Response invited =
                as(operator, body).post("/v1/communities/" + community + "/members/" + handle + "/invitations");
        invited.then().statusCode(201);
        return invited;
    }
}
