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
import java.util.concurrent.TimeUnit;

/**
 * Takes the statement of m1 in one format, all of it: streamed by the request, or as the result of an export.
 *
 * @param asJob whether an export makes it
 */
record Download(Server service, String token, String format, boolean asJob) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 65_536;
    private static final String COMMUNITY = "/v1/communities/" + Stand.ONE;

    /** @return bytes of the document, which are thrown away */
    long bytes() throws IOException, InterruptedException {
        return asJob ? count(export()) : count(COMMUNITY + "/accounts/m1/statement?format=" + format);
    }

    private String export() throws IOException, InterruptedException {
        HttpResponse<String> accepted = HTTP.send(
                request(COMMUNITY + "/exports")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"kind\":\"statement\",\"account\":\"m1\",\"format\":\"" + format + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException(accepted.statusCode() + ": " + accepted.body());
        }
        String job = COMMUNITY + "/jobs/" + JSON.readTree(accepted.body()).path("id").asText();
        while (true) {
            JsonNode stands = JSON.readTree(
                    HTTP.send(request(job).build(), BodyHandlers.ofString()).body());
            String state = stands.path("state").asText();
            if (state.equals("done")) {
                return job + "/result";
            }
            if (!state.equals("queued") && !state.equals("running")) {
                throw new IllegalStateException(stands.toString());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
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
