package org.tallystick.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.ServiceProcess;

/** What the documents say is what the packaged program does: their commands are executed, their answers compared. */
class DocumentedIT {
    @TempDir
    static Path data;

    private static ServiceProcess service;

    @BeforeAll
    static void start() throws Exception {
        service = DocumentedCommands.service(data);
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/integrate.md",
                "docs/identity.md",
                "docs/administration.md",
                "docs/trading.md",
                "docs/statements.md"
            })
    void everyCommandDoesWhatTheDocumentSays(String document, @TempDir Path scratch) throws Exception {
        DocumentedCommands.of(Path.of(document), service.baseUri()).executeWithJava(scratch);
    }

    @Test
    void theOpenApiDocumentIsWhatTheServiceSays() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUri() + "/q/openapi"))
                .build();
        String actual = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        if (Boolean.getBoolean("write-openapi")) {
            Files.writeString(Path.of("openapi.yaml"), actual);
        }
        assertThat(Path.of("openapi.yaml"))
                .as("regenerate it with mvn verify -Dwrite-openapi=true")
                .content(StandardCharsets.UTF_8)
                .isEqualTo(actual);
    }
}
