package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.DatabaseTestResource;

/**
 * Six thousand attempts over HTTP, each with the outcome that the oracle gives. Those that share an account are made in the
 * order of the file, one after the other; the others do not wait for each other.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AttemptsTest {
    private static final String SLUG = "brightwater-attempts";
    private static final int AT_ONCE = 8;
    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture("");

    @Inject
    DataSource dataSource;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eachAttemptIsPostedOrRefusedForTheReasonExpected() throws Exception {
        String operator = Api.operatorToken();
        assertThat(Brightwater.importAs(operator, SLUG, false).getString("state"))
                .isEqualTo("done");
        List<String> frozen = JsonPath.from(new String(Brightwater.communityFile(SLUG), StandardCharsets.UTF_8))
                .getList("frozenBeforeAttempts");
        for (String handle : frozen) {
            Api.as(operator, Map.of("status", "frozen", "reason", "as the oracle has it"))
                    .header("If-Match", "*")
                    .patch("/v1/communities/" + SLUG + "/members/" + handle)
                    .then()
                    .statusCode(200);
        }
        assertThat(differences(operator, Brightwater.lines("attempts.csv").subList(1, 6_001)))
                .isEmpty();
        assertThat(Brightwater.balances(dataSource, SLUG))
                .isEqualTo(Brightwater.expected("expected-balances-after-attempts.csv"));
        JsonPath verification = Api.as(operator)
                .get("/v1/communities/" + SLUG + "/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(verification.getList("violations")).isEmpty();
        assertThat(verification.getBoolean("ok")).isTrue();
        assertThat(verification.getLong("checked.trades")).isEqualTo(48_170 + 2_915);
    }

    private List<String> differences(String operator, List<String> attempts) {
        Map<String, CompletableFuture<?>> lastOf = new HashMap<>();
        List<CompletableFuture<String>> differences = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (String line : attempts) {
                String[] fields = line.split(",", -1);
                String expected = fields[4] + " " + fields[5];
                CompletableFuture<String> difference = CompletableFuture.allOf(
                                lastOf.getOrDefault(fields[1], NOTHING), lastOf.getOrDefault(fields[2], NOTHING))
                        .thenApplyAsync(before -> attempt(operator, fields), threads)
                        .thenApply(actual -> actual.equals(expected) ? "" : line + " but was " + actual);
                lastOf.put(fields[1], difference);
                lastOf.put(fields[2], difference);
                differences.add(difference);
            }
            return differences.stream()
                    .map(CompletableFuture::join)
                    .filter(difference -> !difference.isEmpty())
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private String attempt(String operator, String[] fields) {
        String body = "{\"payer\":\"%s\",\"payee\":\"%s\",\"amount\":\"%s\",\"description\":\"attempt\"}"
                .formatted(fields[1], fields[2], fields[3]);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/communities/" + SLUG + "/trades"))
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "attempt-" + fields[0])
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        return response.statusCode() == 201
                ? "posted "
                : "refused " + JsonPath.from(response.body()).getString("code");
    }
}
