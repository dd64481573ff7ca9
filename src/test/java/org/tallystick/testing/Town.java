package org.tallystick.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A community of its own with people in it, all made over the API. Where a method answers with a string and says nothing
 * else, it is an access token.
 */
public final class Town {
    private final String operator = Api.operatorToken();
    private final String slug = Api.community(operator);

    public String slug() {
        return slug;
    }

    /** The path of the community, or of something in it. */
    public String path(String rest) {
        return "/v1/communities/" + slug + rest;
    }

    public String operator() {
        return operator;
    }

    public void settings(Map<String, ?> settings) {
        Api.as(operator, Map.of("settings", settings, "reason", "decided"))
                .header("If-Match", "*")
                .patch(path(""))
                .then()
                .statusCode(200);
    }

    /** Enrols a member, and logs its owner in. */
    public String member(String handle, String creditLimit) {
        return Api.member(operator, slug, handle, creditLimit);
    }

    /** Enrols a member with the limits that new ones get, and logs its owner in. */
    public String memberAtDefaults(String handle, Map<String, ?> more) {
        Map<String, Object> member = new HashMap<>(Map.of("handle", handle, "name", handle, "kind", "person"));
        member.putAll(more);
        Api.as(operator, member).post(path("/members")).then().statusCode(201);
        return Api.login(operator, slug, handle);
    }

    /** Enrols a member that nobody logs in for. */
    public void enrol(String handle) {
        Api.as(operator, Map.of("handle", handle, "name", handle, "kind", "person", "creditLimit", "100.00"))
                .post(path("/members"))
                .then()
                .statusCode(201);
    }

    /** Appoints a new login. */
    public String appoint(String role) {
        return newcomer("/roles", Map.of("role", role));
    }

    public void group(String code, String... handles) {
        Api.as(operator, Map.of("code", code, "name", "Group " + code, "reason", "a sub-area"))
                .post(path("/groups"))
                .then()
                .statusCode(201);
        for (String handle : handles) {
            belong(code, handle).statusCode(204);
        }
    }

    public ValidatableResponse belong(String code, String handle) {
        return Api.as(operator)
                .queryParam("reason", "moved in")
                .put(path("/groups/" + code + "/members/" + handle))
                .then();
    }

    public void leave(String code, String handle) {
        Api.as(operator)
                .queryParam("reason", "moved out")
                .delete(path("/groups/" + code + "/members/" + handle))
                .then()
                .statusCode(204);
    }

    /** Makes a new login administrator of a group. */
    public String localAdministrator(String code) {
        return newcomer("/groups/" + code + "/administrators", Map.of());
    }

    private String newcomer(String where, Map<String, String> more) {
        String username = newName();
        Map<String, String> request = new HashMap<>(more);
        request.put("username", username);
        request.put("reason", "elected");
        String invitation = Api.as(operator, request)
                .post(path(where))
                .then()
                .statusCode(201)
                .extract()
                .path("invitation.token");
        String password = password(username);
        accept(Map.of("token", invitation, "password", password)).statusCode(200);
        return Api.token(username, password);
    }

    /** A login's name that nobody has. */
    public static String newName() {
        return "n" + UUID.randomUUID().toString().substring(0, 18);
    }

    public static String password(String username) {
        return "what only " + username + " knows";
    }

    public ValidatableResponse invite(String token, String handle, Map<String, ?> request) {
        return Api.as(token, request)
                .post(path("/members/" + handle + "/invitations"))
                .then();
    }

    /** The invitation's token. */
    public String invited(String token, String handle, Map<String, ?> request) {
        return invite(token, handle, request).statusCode(201).extract().path("token");
    }

    /** Invites somebody new, who accepts and logs in; the name is made with {@link #newName}. */
    public String join(String token, String handle, Map<String, ?> request, String username) {
        accept(Map.of("token", invited(token, handle, request), "username", username, "password", password(username)))
                .statusCode(200);
        return Api.token(username, password(username));
    }

    /** Accepts without being logged in; waits where too many tokens of others before were no good. */
    public static ValidatableResponse accept(Map<String, ?> request) {
        Response response = post(request);
        while (response.statusCode() == 429) {
            sleep(Duration.ofSeconds(Long.parseLong(response.header("Retry-After"))));
            response = post(request);
        }
        return response.then();
    }

    private static Response post(Map<String, ?> request) {
        return given().contentType(ContentType.JSON).body(request).post("/v1/invitations/acceptance");
    }

    /** Accepts as somebody who is logged in. */
    public static ValidatableResponse acceptAs(String token, String invitation) {
        return Api.as(token, Map.of("token", invitation))
                .post("/v1/invitations/acceptance")
                .then();
    }

    /** Lets an exchange system in under this name. */
    public String client(String name, String... scopes) {
        String secret = Api.as(operator, Map.of("name", name, "scopes", List.of(scopes), "reason", "a shop's till"))
                .post(path("/clients"))
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
        return clientToken(name, secret);
    }

    /** The access token of an exchange system that was let in. */
    public static String clientToken(String name, String secret) {
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

    /** Sends a file, and waits for the end of its job. */
    public JsonPath importFile(String token, String rest, String csv) {
        return awaitJob(
                token, sendFile(token, rest, csv).statusCode(202).extract().path("id"));
    }

    /** Waits for the end of a job. */
    public JsonPath awaitJob(String token, String job) {
        for (int i = 0; i < 600; i++) {
            JsonPath view = get(token, "/jobs/" + job).statusCode(200).extract().jsonPath();
            if (!List.of("queued", "running").contains(view.getString("state"))) {
                return view;
            }
            sleep(Duration.ofMillis(50));
        }
        throw new AssertionError("the job " + job + " does not end");
    }

    public ValidatableResponse sendFile(String token, String rest, String csv) {
        return Api.as(token)
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(path(rest))
                .then();
    }

    public ValidatableResponse trade(String token, String payer, String payee, String amount) {
        return Api.trade(token, slug, payer, payee, amount).then();
    }

    public ValidatableResponse get(String token, String rest) {
        return Api.as(token).get(path(rest)).then();
    }

    public ValidatableResponse setLimits(String token, String account, String creditLimit) {
        Map<String, Object> limits = new HashMap<>();
        limits.put("creditLimit", creditLimit);
        limits.put("balanceCap", null);
        limits.put("reason", "asked for");
        return Api.as(token, limits)
                .header("If-Match", "*")
                .put(path("/accounts/" + account + "/limits"))
                .then();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
