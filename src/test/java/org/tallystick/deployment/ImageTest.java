package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be judged without building it. */
class ImageTest {
    private static final Pattern OPTION = Pattern.compile("-(?:XX:|D)[\\w+=.:]+");

    private final String dockerfile =
            read(Path.of("src/main/docker/Dockerfile.jvm")).replaceAll("(?m)^#.*\n", "");
    private final String training = read(Path.of("src/main/docker/train")).replaceAll("(?m)^#.*\n", "");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> instructions(String name) {
        return dockerfile
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .toList();
    }

    /** The JVM passes over a cache that was made under other options. */
    @Test
    void theTrainingRunHasTheOptionsOfTheService() {
        List<String> service = options(instructions("ENTRYPOINT").get(0));
        assertThat(service).contains("-XX:AOTCache=", "-XX:+UseG1GC").hasSizeGreaterThan(3);
        assertThat(options(training)).contains("-XX:AOTCacheOutput=");
        assertThat(options(training).stream().filter(option -> !option.startsWith("-XX:AOTCache")))
                .containsExactlyElementsOf(service.stream()
                        .filter(option -> !option.startsWith("-XX:AOTCache"))
                        .toList());
    }

    private static List<String> options(String text) {
        return OPTION.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    @Test
    void theCacheIsMadeByTheJvmThatUsesItWithTheFilesAtTheirPlace() {
        assertThat(instructions("FROM"))
                .hasSize(3)
                .first()
                .asString()
                .matches("eclipse-temurin:25(\\.\\d+)+_\\d+-jre-noble AS program");
        assertThat(instructions("FROM").subList(1, 3)).containsExactly("program AS trained", "program");
        assertThat(instructions("RUN")).anyMatch(run -> run.contains("\"/train\", \"/app\", \"/tmp/tallystick.aot\""));
        assertThat(instructions("COPY")).contains("--from=trained /tmp/tallystick.aot /app/tallystick.aot");
        assertThat(instructions("ENTRYPOINT"))
                .singleElement()
                .asString()
                .contains("/app/tallystick.aot", "/app/quarkus-run.jar");
    }

    @Test
    void nobodyIsRootAndTheImageIsAskedHowItIs() {
        String last = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));
        assertThat(last).contains("\nUSER 10001:10001\n", "\nHEALTHCHECK ", "\nSTOPSIGNAL SIGTERM\n");
        assertThat(dockerfile.lines().filter(line -> line.startsWith("RUN "))).hasSize(2);
    }

    /** What the image takes is let through to it, and is where a build puts it. */
    @Test
    void theIgnoreFileLetsThroughWhatIsCopied() throws IOException {
        List<String> let = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(let).contains("*");
        assertThat(instructions("COPY").stream().filter(copy -> !copy.startsWith("--from")))
                .hasSize(6)
                .allSatisfy(copy -> {
                    String[] words = copy.split(" ");
                    for (int i = 0; i < words.length - 1; i++) {
                        assertThat(let).contains("!" + words[i].replaceFirst("/$", ""));
                    }
                });
    }
}
