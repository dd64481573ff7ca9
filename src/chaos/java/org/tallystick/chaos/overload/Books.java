package org.tallystick.chaos.overload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Properties;

/** The community that is traded in, and what is said to the service beside the load. */
final class Books {
    static final String COMMUNITY = "overload";

    private final Subject subject;
    private final ObjectMapper json = new ObjectMapper();
    private String secret = "";

    Books(Subject subject) {
        this.subject = subject;
    }

    /** A community whose limits refuse nothing, with members m1, m2 and so on, and an exchange system that trades for them. */
    void open(Path data, int accounts) throws IOException, InterruptedException, SQLException {
        String operator = operator();
        post(
                operator,
                "/v1/communities",
                "{\"slug\":\"" + COMMUNITY + "\",\"name\":\"Overload\",\"timeZone\":\"Europe/Lisbon\","
                        + "\"currencies\":[{\"code\":\"CRED\",\"name\":\"Credit\",\"symbol\":\"c\",\"scale\":2}]}");
        secret = post(
                        operator,
                        "/v1/communities/" + COMMUNITY + "/clients",
                        "{\"name\":\"overload\",\"scopes\":[\"trades:write\",\"accounts:read\",\"statements:read\"],"
                                + "\"reason\":\"the overload\"}")
                .path("client_secret")
                .asText();
        members(data, accounts);
    }

    private static void members(Path data, int accounts) throws IOException, SQLException {
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        String sql = Files.readString(Path.of("src/bench/sql/accounts.sql"))
                .replace(":community", COMMUNITY)
                .replace(":accounts", String.valueOf(accounts));
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/tallystick",
                        "tallystick_owner",
                        passwords.getProperty("owner"));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
            statement.execute("ANALYZE");
        }
    }

    private String operator() throws IOException, InterruptedException {
        return token("grant_type=password&username=operator&password=" + Subject.PASSWORD.replace(' ', '+'), "");
    }

    /** An access token of the exchange system; it ends after some minutes. */
    String token() throws IOException, InterruptedException {
        return token("grant_type=client_credentials", "overload:" + secret);
    }

    private String token(String form, String basic) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(subject.uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (!basic.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)));
        }
        return send(request.build(), 200).path("access_token").asText();
    }

    private JsonNode post(String token, String path, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(subject.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                201);
    }

    private JsonNode send(HttpRequest request, int expected) throws IOException, InterruptedException {
        // A connection of its own: one that was idle may be ended in the moment in which it is used again.
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(
                    request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /** Has the service check the books from the entries up. */
    JsonNode verify() throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(subject.uri("/v1/communities/" + COMMUNITY + "/verification"))
                        .header("Authorization", "Bearer " + operator())
                        .build(),
                200);
    }
}
