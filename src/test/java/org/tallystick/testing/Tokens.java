package org.tallystick.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Access tokens, asked for anew whenever one is about to end, of whichever instance gives one. */
public final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<URI> instances;
    private final Map<String, String> form;
    private final String basic;
    private String token = "";
    private long askedAtNanos;

    private Tokens(List<URI> instances, Map<String, String> form, String basic) {
        this.instances = instances;
        this.form = form;
        this.basic = basic;
    }

    public static Tokens ofUser(List<URI> instances, String username, String password) {
        return new Tokens(instances, Map.of("grant_type", "password", "username", username, "password", password), "");
    }

    public static Tokens ofClient(List<URI> instances, String client, String secret) {
        String credentials = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(US_ASCII));
        return new Tokens(instances, Map.of("grant_type", "client_credentials"), "Basic " + credentials);
    }

    /** @throws IllegalStateException if no instance gives one for minutes */
    public synchronized String current() {
        if (token.isEmpty() || System.nanoTime() - askedAtNanos > KEPT.toNanos()) {
            token = ask();
            askedAtNanos = System.nanoTime();
        }
        return token;
    }

    /** One that is new, for the last is refused. */
    public synchronized String renewed() {
        token = "";
        return current();
    }

    private String ask() {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            try {
                HttpResponse<String> answer =
                        http.send(request(instances.get(attempt % instances.size())), BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return JSON.readTree(answer.body()).path("access_token").asText();
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                // That instance is away; the next one is asked.
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException("No instance gives a token for " + LONGEST_OUTAGE);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(URI instance) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve("/oauth/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (!basic.isEmpty()) {
            request.header("Authorization", basic);
        }
        return request.build();
    }
}
