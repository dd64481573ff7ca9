package org.tallystick.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.tallystick.openapi.DocumentedAnswers;

/**
 * A plain and fast client of the API, for tests that send thousands of requests, one after the other or all at once. What it
 * is answered must be documented.
 */
public final class JsonClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final HttpClient http;
    private final URI base;
    private final Duration patience;

    public JsonClient(URI base) {
        this(base, LONGEST_WAIT);
    }

    /** @param patience how long it waits for an answer, and for a connection; then the answer is an exception */
    public JsonClient(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** What came back; the body is missing where it was empty. */
    public record Answer(int status, boolean replayed, JsonNode body) {

        /** {@code ok}, or the code of the problem. */
        public String outcome() {
            return status < 300 ? "ok" : body.path("code").asText("status " + status);
        }

        public String text(String field) {
            return body.path(field).asText();
        }
    }

    /** A request; the key is an Idempotency-Key, and whatever needs an If-Match is sent with {@code *}. */
    public record Call(
            String method,
            String path,
            String token,
            @Nullable String key,
            @Nullable Object body) {

        public static Call get(String path, String token) {
            return new Call("GET", path, token, null, null);
        }

        public static Call post(String path, String token, String key, Object body) {
            return new Call("POST", path, token, key, body);
        }

        public static Call change(String method, String path, String token, Object body) {
            return new Call(method, path, token, null, body);
        }
    }

    public Answer send(Call call) {
        return sendAsync(call).join();
    }

    public CompletableFuture<Answer> sendAsync(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.path()))
                .timeout(patience)
                .header("Authorization", "Bearer " + call.token())
                .header("If-Match", "*");
        if (call.key() != null) {
            request.header("Idempotency-Key", call.key());
        }
        if (call.body() != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(call.method(), body(call.body()));
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> answer(call, response));
    }

    private static HttpRequest.BodyPublisher body(@Nullable Object body) {
        if (body == null) {
            return HttpRequest.BodyPublishers.noBody();
        }
        try {
            return HttpRequest.BodyPublishers.ofString(
                    body instanceof String text ? text : JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Answer answer(Call call, HttpResponse<String> response) {
        DocumentedAnswers.check(
                call.method(),
                response.uri().getPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
        try {
            JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Idempotency-Replayed").isPresent(),
                    body);
        } catch (JsonProcessingException e) {
            throw new CompletionException(response.body(), e);
        }
    }
}
