package org.tallystick.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.testing.ServiceProcess;

/** The commands in the {@code console} blocks of a document, and what it says comes of each; … stands for anything. */
final class DocumentedCommands {
    private static final String MARK = "@@@@";

    /** The operator's, which a document takes from the environment, as its reader does. */
    private static final Map<String, String> PASSWORD =
            Map.of("TALLYSTICK_OPERATOR_PASSWORD", "seven herons on a wall");

    private final List<Step> steps;

    private record Step(String command, List<String> expected) {

        Pattern pattern() {
            String text = String.join("\n", expected);
            return Pattern.compile(
                    Arrays.stream(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        }
    }

    private DocumentedCommands(List<Step> steps) {
        this.steps = steps;
    }

    /** A fresh installation in a folder. */
    static ServiceProcess service(Path data) {
        Map<String, String> environment = new HashMap<>(PASSWORD);
        environment.put("TALLYSTICK_DATA_DIR", data.toString());
        return ServiceProcess.start(environment);
    }

    /** @param service takes the place of http://localhost:8080 */
    static DocumentedCommands of(Path document, URI service) throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                String command = line.substring(2).replace("http://localhost:8080", service.toString());
                steps.add(new Step(command, new ArrayList<>()));
            } else if (inside) {
                steps.get(steps.size() - 1).expected().add(line);
            }
        }
        assertThat(steps).as("commands of %s", document).hasSizeGreaterThan(5);
        return new DocumentedCommands(steps);
    }

    /** Executes them one after the other in one shell, with the real curl, which must be there. */
    void executeWithCurl() throws IOException, InterruptedException {
        execute(System.getenv("PATH"));
    }

    /** The same on a machine that may have no curl. */
    void executeWithJava(Path scratch) throws IOException, InterruptedException {
        Path curl = scratch.resolve("curl");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                curl,
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '"
                        + Path.of("target", "test-classes").toAbsolutePath() + "' " + Curl.class.getName()
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
        execute(scratch + File.pathSeparator + System.getenv("PATH"));
    }

    private void execute(String path) throws IOException, InterruptedException {
        String script = steps.stream()
                .map(step -> step.command() + "\necho; echo '" + MARK + "'\n")
                .collect(Collectors.joining());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        builder.environment().putAll(PASSWORD);
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        String[] outputs = output.split(MARK, -1);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(outputs[i].replace("\r", "").strip())
                    .as(steps.get(i).command())
                    .matches(steps.get(i).pattern());
        }
    }
}
