package org.tallystick.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the statement of m1 in one format: all of it, streamed by the request; or what was booked by an instant, as the
 * result of an export.
 *
 * @param asOf given, an export makes it
 */
record Download(Server service, String token, String format, Optional<Instant> asOf) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 65_536;
    private static final String COMMUNITY = "/v1/communities/" + Stand.ONE;

    /** @return bytes of the document, which are thrown away */
    long bytes() throws IOException, InterruptedException {
        return asOf.isEmpty()
                ? count(COMMUNITY + "/accounts/m1/statement?format=" + format)
                : count(finished(export(asOf.get())) + "/result");
    }

    /** Has it made again and again; the export that is under way at the end is cancelled. */
    void repeatUntil(AtomicBoolean enough) throws IOException, InterruptedException {
        while (!enough.get()) {
            if (asOf.isEmpty()) {
                bytes();
                continue;
            }
            String job = export(asOf.get());
            while (!enough.get() && !isDone(job)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            if (!isDone(job)) {
                HTTP.send(request(job).DELETE().build(), BodyHandlers.discarding());
            }
        }
    }

    /** @return the path of the job */
    private String export(Instant asOf) throws IOException, InterruptedException {
        HttpResponse<String> accepted = HTTP.send(
                request(COMMUNITY + "/exports")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"kind\":\"statement\",\"account\":\"m1\",\"format\":\"%s\",\"asOf\":\"%s\"}"
                                        .formatted(format, asOf)))
                        .build(),
                BodyHandlers.ofString());
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException(accepted.statusCode() + ": " + accepted.body());
        }
        return COMMUNITY + "/jobs/" + JSON.readTree(accepted.body()).path("id").asText();
    }

    private String finished(String job) throws IOException, InterruptedException {
        while (!isDone(job)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return job;
    }

    private boolean isDone(String job) throws IOException, InterruptedException {
        JsonNode stands = JSON.readTree(
                HTTP.send(request(job).build(), BodyHandlers.ofString()).body());
        String state = stands.path("state").asText();
        if (!state.equals("done") && !state.equals("queued") && !state.equals("running")) {
            throw new IllegalStateException(stands.toString());
        }
        return state.equals("done");
    }

    private long count(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HTTP.send(request(path).build(), BodyHandlers.ofInputStream());
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + response.statusCode());
            }
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
        }
        return bytes;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Bearer " + token);
    }
}
