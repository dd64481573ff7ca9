package org.tallystick.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;

/** A community apart, in which two members pay each other for no other reason than to see whether they can. */
final class ProbeCommunity {
    private static final String SLUG = "probe";
    private static final String CLIENT = "chaos-probe";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Two members whose limits refuse nothing; the currency is there already. */
    private static final String MEMBERS =
            """
            INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)
            SELECT c.community_id, gen_random_uuid(), 'p' || n, 'Probe ' || n, 'person', current_date, now()
              FROM community c, generate_series(1, 2) n WHERE c.slug = 'probe';
            INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)
            SELECT m.community_id, gen_random_uuid(), 'CRED', 'member', m.member_id, 1000000000000
              FROM member m JOIN community c USING (community_id) WHERE c.slug = 'probe'""";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String secret;

    private ProbeCommunity(URI service, String operator, Connection owner)
            throws IOException, InterruptedException, SQLException {
        String password = URLEncoder.encode(operator, StandardCharsets.UTF_8);
        String token = accessToken(
                HttpRequest.newBuilder(), service, "grant_type=password&username=operator&password=" + password);
        post(
                service,
                "/v1/communities",
                token,
                """
                {"slug": "probe", "name": "Probe", "timeZone": "Europe/Lisbon",
                 "currencies": [{"code": "CRED", "name": "Credit", "symbol": "c", "scale": 2}]}""");
        String client =
                """
                {"name": "chaos-probe", "scopes": ["trades:write", "accounts:read"], "reason": "the bank test"}""";
        secret = post(service, "/v1/communities/" + SLUG + "/clients", token, client)
                .path("client_secret")
                .asText();
        try (Statement statement = owner.createStatement()) {
            statement.execute(MEMBERS);
        }
    }

    /** Opens it, for an exchange system of its own. */
    static ProbeCommunity open(Installation installation) throws IOException, InterruptedException {
        try (Connection owner = installation.owner()) {
            return new ProbeCommunity(installation.instances().get(0), installation.operatorPassword(), owner);
        } catch (SQLException e) {
            throw new IOException("The probe's community cannot be made", e);
        }
    }

    HttpClient http() {
        return http;
    }

    /** An access token of the exchange system, from one of the services. */
    String token(URI service) throws IOException, InterruptedException {
        String credentials = CLIENT + ":" + secret;
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
        return accessToken(
                HttpRequest.newBuilder().header("Authorization", "Basic " + basic),
                service,
                "grant_type=client_credentials");
    }

    /** A small payment; which of the two pays changes with the number. */
    static HttpRequest.Builder payment(URI service, String token, String key, long number) {
        boolean there = number % 2 == 0;
        String body = "{\"payer\":\"%s\",\"payee\":\"%s\",\"amount\":\"0.01\",\"description\":\"probe\"}"
                .formatted(there ? "p1" : "p2", there ? "p2" : "p1");
        return HttpRequest.newBuilder(service.resolve("/v1/communities/" + SLUG + "/trades"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    /** What is read through the pool, and from a table that no payment needs. */
    static HttpRequest.Builder categories(URI service, String token) {
        return HttpRequest.newBuilder(service.resolve("/v1/communities/" + SLUG + "/categories"))
                .header("Authorization", "Bearer " + token);
    }

    private String accessToken(HttpRequest.Builder request, URI service, String form)
            throws IOException, InterruptedException {
        return send(request.uri(service.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    private JsonNode post(URI service, String path, String token, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(PATIENCE).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
