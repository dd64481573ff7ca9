package org.tallystick.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Everything that is measured, running side by side on one database: the service, and the straightforward one. */
final class Stand implements AutoCloseable {
    static final String ONE = "bench";
    static final int COMMUNITIES = 20;

    private static final Path SERVICE = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path STRAIGHTFORWARD = Path.of("src/bench/straightforward/target/quarkus-app/quarkus-run.jar");
    private static final String PASSWORD = "the operator of the benchmark";

    private final Server service;
    private final Server straightforward;
    private final Books books;
    private final int accounts;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private String operator = "";
    private String secret = "";

    private Stand(Server service, Server straightforward, Books books, int accounts) {
        this.service = service;
        this.straightforward = straightforward;
        this.books = books;
        this.accounts = accounts;
    }

    static Stand build(Path scratch, int accounts) throws Exception {
        Path data = scratch.resolve("data");
        Server service = Server.start(
                SERVICE,
                Map.of(
                        "TALLYSTICK_DATA_DIR",
                        data.toString(),
                        "TALLYSTICK_DEMO",
                        "false",
                        "TALLYSTICK_OPERATOR_PASSWORD",
                        PASSWORD),
                scratch.resolve("service.log"));
        Books books = Books.of(data);
        Server straightforward = Server.start(
                STRAIGHTFORWARD,
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:" + books.port() + "/tallystick",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "tallystick_app",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        books.applicationPassword(),
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        service.uri("/oauth/jwks").toString()),
                scratch.resolve("straightforward.log"));
        Stand stand = new Stand(service, straightforward, books, accounts);
        stand.openCommunities();
        return stand;
    }

    private void openCommunities() throws IOException, InterruptedException, SQLException {
        operator = token("grant_type=password&username=operator&password=" + PASSWORD.replace(' ', '+'), "");
        for (String community : all()) {
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
            books.open(community, community.equals(ONE) ? accounts : accounts / COMMUNITIES);
        }
        books.prepareOneFunction(ONE);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(List.of(ONE));
        all.addAll(twenty());
        return all;
    }

    static List<String> twenty() {
        List<String> twenty = new ArrayList<>();
        for (int i = 1; i <= COMMUNITIES; i++) {
            twenty.add(ONE + "-" + i);
        }
        return twenty;
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
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes()));
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

    private JsonNode send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /** @throws IllegalStateException if any community's books are not right */
    void verify() throws IOException, InterruptedException {
        operator = token("grant_type=password&username=operator&password=" + PASSWORD.replace(' ', '+'), "");
        for (String community : all()) {
            JsonNode verification = send(
                    HttpRequest.newBuilder(service.uri("/v1/communities/" + community + "/verification"))
                            .header("Authorization", "Bearer " + operator)
                            .build(),
                    200);
            if (!verification.path("ok").asBoolean()) {
                throw new IllegalStateException("The books of " + community + " are not right: " + verification);
            }
        }
    }

    Server service() {
        return service;
    }

    Server straightforward() {
        return straightforward;
    }

    Books books() {
        return books;
    }

    int accounts() {
        return accounts;
    }

    @Override
    public void close() throws SQLException {
        books.close();
        straightforward.close();
        service.close();
    }
}
