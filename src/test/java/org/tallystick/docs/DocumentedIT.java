package org.tallystick.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.ServiceProcess;

/** What the documents say is what the packaged program does: their commands are executed, their answers compared. */
class DocumentedIT {
    private static final String MARK = "@@@@";

    @TempDir
    static Path data;

    private static ServiceProcess service;

    /** A command of a document, and what it says comes of it; … stands for anything. */
    private record Step(String command, List<String> expected) {}

    @BeforeAll
    static void start() throws Exception {
        service = ServiceProcess.start(Map.of("TALLYSTICK_DATA_DIR", data.toString()));
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/integrate.md"})
    void everyCommandDoesWhatTheDocumentSays(String document) throws Exception {
        assumeTrue(isThere("curl") && isThere("sh"), "curl and a shell are needed to execute the tour");
        List<Step> steps = steps(Files.readString(Path.of(document)));
        assertThat(steps).hasSizeGreaterThan(5);

        List<String> outputs = execute(steps);

        for (int i = 0; i < steps.size(); i++) {
            String expected = String.join("\n", steps.get(i).expected());
            String pattern =
                    Arrays.stream(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(outputs.get(i).replace("\r", "").strip())
                    .as(steps.get(i).command())
                    .matches(Pattern.compile(pattern));
        }
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

    private static List<Step> steps(String document) {
        List<Step> steps = new ArrayList<>();
        boolean inside = false;
        for (String line : document.lines().toList()) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                String command = line.substring(2)
                        .replace("http://localhost:8080", service.baseUri().toString());
                steps.add(new Step(command, new ArrayList<>()));
            } else if (inside) {
                steps.get(steps.size() - 1).expected().add(line);
            }
        }
        return steps;
    }

    private static List<String> execute(List<Step> steps) throws IOException, InterruptedException {
        String script = steps.stream()
                .map(step -> step.command() + "\necho; echo '" + MARK + "'\n")
                .collect(Collectors.joining());
        Process shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return Arrays.asList(output.split(MARK, -1));
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
