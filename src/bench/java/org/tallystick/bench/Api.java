package org.tallystick.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is said to the service besides the load, by its operator and by the exchange system that makes the load. */
final class Api {
    /** The operator's, which the service is started with. */
    static final String PASSWORD = "the operator of the benchmark";

    private final Server service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private String operator = "";
    private String secret = "";

    Api(Server service) {
        this.service = service;
    }

    /** The operator's token ends after some minutes. */
    void signIn() throws IOException, InterruptedException {
        operator = token("grant_type=password&username=operator&password=" + PASSWORD.replace(' ', '+'), "");
    }

    /** The operator's token. */
    String operator() {
        return operator;
    }

    /** Opens a community for the exchange system; the operator has signed in. */
    void open(String community) throws IOException, InterruptedException {
        post(
                "/v1/communities",
                "{\"slug\":\"" + community + "\",\"name\":\"" + community + "\",\"timeZone\":\"Europe/Lisbon\","
                        + "\"currencies\":[{\"code\":\"CRED\",\"name\":\"Credit\",\"symbol\":\"c\",\"scale\":2}]}");
        JsonNode client = post(
                "/v1/communities/" + community + "/clients",
                "{\"name\":\"bench-load\",\"scopes\":[\"trades:write\",\"accounts:read\",\"statements:read\"],"
                        + "\"reason\":\"the benchmark\"}");
        if (client.has("client_secret")) {
            secret = client.path("client_secret").asText();
        }
    }

    /** An access token of the exchange system, which may trade for every member of every community. */
    String token() throws IOException, InterruptedException {
        return token("grant_type=client_credentials", "bench-load:" + secret);
    }

    private String token(String form, String basic) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (!basic.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)));
        }
        return send(request.build(), 200).path("access_token").asText();
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(service.uri(path))
                        .header("Authorization", "Bearer " + operator)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                201);
    }

    JsonNode get(String path, String token) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(service.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                200);
    }

    private JsonNode send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(
                    request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /**
     * Lets the service check a community's books from the entries up; the operator has signed in.
     *
     * @throws IllegalStateException if they are not right
     */
    JsonNode verify(String community) throws IOException, InterruptedException {
        JsonNode verification = get("/v1/communities/" + community + "/verification", operator);
        if (!verification.path("ok").asBoolean()) {
            throw new IllegalStateException("The books of " + community + " are not right: " + verification);
        }
        return verification;
    }
}
