package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** compose.yaml: whatever it names is there, and nothing of it can be reached from elsewhere. */
class ComposeTest {
    private static final ObjectNode FILE = Yamls.merged(Path.of("compose.yaml"));
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");

    private static Stream<Map.Entry<String, JsonNode>> services() {
        return FILE.path("services").properties().stream();
    }

    private static JsonNode service(String name) {
        return FILE.path("services").path(name);
    }

    @Test
    void theServiceHasItsDatabaseAndWhatWatchesIt() {
        assertThat(services())
                .extracting(Map.Entry::getKey)
                .contains("database", "migration", "tallystick", "prometheus", "grafana");
    }

    @Test
    void everyImageHasAVersionAndOursIsThatOfTheProduct() throws IOException {
        assertThat(services())
                .allMatch(service -> service.getValue().path("image").asText().matches(".+:v?\\d+\\.\\d+\\S*"));
        String version =
                Files.readString(Path.of("pom.xml")).split("<version>")[1].split("<")[0];
        assertThat(service("tallystick").path("image").asText()).isEqualTo("tallystick:" + version);
        assertThat(service("migration").path("image"))
                .isEqualTo(service("tallystick").path("image"));
        for (Overlay overlay : List.of(Overlay.single(), Overlay.ha())) {
            assertThat(overlay.pods().stream().flatMap(Overlay.Pods::containers))
                    .allMatch(container -> container.path("image").asText().equals("tallystick:" + version));
        }
    }

    @Test
    void portsAreOpenOnThisMachineAlone() {
        assertThat(services()
                        .flatMap(service -> Yamls.elements(service.getValue().path("ports"))))
                .isNotEmpty()
                .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        assertThat(services())
                .allMatch(service -> service.getValue().path("network_mode").isMissingNode());
    }

    @Test
    void whatRunsForGoodIsAskedHowItIsAndComesBack() {
        assertThat(services().filter(service -> !service.getKey().equals("migration")))
                .allSatisfy(service -> {
                    assertThat(service.getValue().path("restart").asText()).isEqualTo("unless-stopped");
                    boolean inTheImage = service.getKey().equals("tallystick");
                    assertThat(service.getValue().at("/healthcheck/test").isArray())
                            .isNotEqualTo(inTheImage);
                });
    }

    @Test
    void eachWaitsForOthersThatThereAreAndInstancesForTheMigration() {
        assertThat(services().flatMap(service -> service.getValue().path("depends_on").properties().stream()))
                .isNotEmpty()
                .allMatch(dependency -> !service(dependency.getKey()).isMissingNode());
        assertThat(service("tallystick").at("/depends_on/migration/condition").asText())
                .isEqualTo("service_completed_successfully");
        assertThat(service("migration").at("/depends_on/database/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(service("migration").path("command")).isEqualTo(Yamls.json("[\"migrate\"]"));
    }

    @Test
    void volumesAndFilesAreThere() {
        Set<String> volumes = FILE.path("volumes").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<String> sources = services()
                .flatMap(service -> Yamls.elements(service.getValue().path("volumes")))
                .map(volume -> volume.asText().split(":")[0])
                .toList();
        assertThat(sources).hasSizeGreaterThan(5).allSatisfy(source -> {
            if (source.startsWith("./")) {
                assertThat(Path.of(source)).isRegularFile();
            } else {
                assertThat(volumes).contains(source);
            }
        });
        assertThat(sources).containsAll(volumes);
        assertThat(Path.of(service("tallystick").at("/build/dockerfile").asText()))
                .isRegularFile();
    }

    @Test
    void itsSecretsComeFromAFileThatGitDoesNotTake() throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(FILE.toString());
        while (matcher.find()) {
            asked.add(matcher.group(1));
        }
        List<String> example = Files.readAllLines(Path.of("compose.env.example")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .toList();
        assertThat(example).extracting(line -> line.split("=")[0]).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(example).allMatch(line -> line.matches("\\w+=(replace|change)-me"));
        assertThat(FILE.toString().replaceAll(VARIABLE.pattern(), "")).doesNotContain("${");
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/compose.env");
    }

    @Test
    void theServiceKnowsItsVariablesAndTheOwnerIsTheMigrationsAlone() {
        for (String name : List.of("migration", "tallystick")) {
            assertThat(service(name).path("environment").properties())
                    .isNotEmpty()
                    .allMatch(variable -> KnownVariables.contains(variable.getKey()));
        }
        assertThat(service("migration").path("environment").has("TALLYSTICK_MIGRATION_PASSWORD"))
                .isTrue();
        assertThat(service("tallystick").path("environment").has("TALLYSTICK_MIGRATION_PASSWORD"))
                .isFalse();
        assertThat(service("tallystick")
                        .at("/environment/QUARKUS_FLYWAY_MIGRATE_AT_START")
                        .asText())
                .isEqualTo("false");
    }

    @Test
    void theServiceHasNoMoreRightsThanInKubernetes() {
        for (String name : List.of("migration", "tallystick")) {
            assertThat(service(name).path("read_only").asBoolean()).isTrue();
            assertThat(service(name).path("cap_drop")).isEqualTo(Yamls.json("[\"ALL\"]"));
            assertThat(service(name).path("security_opt")).isEqualTo(Yamls.json("[\"no-new-privileges:true\"]"));
            assertThat(service(name).has("privileged")).isFalse();
        }
    }
}
