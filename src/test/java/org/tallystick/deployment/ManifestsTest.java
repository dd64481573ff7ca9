package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as a cluster gets them. That each rule bites is shown by {@link BrokenManifestsTest}. */
class ManifestsTest {
    private static final Path K8S = Path.of("k8s");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(K8S)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    /** All that there is to say against an overlay. */
    static List<String> complaints(String name, Overlay overlay) {
        Stream<String> both = Stream.of(
                        RestrictedPods.complaints(overlay),
                        BoundedPods.complaints(overlay),
                        ClosedNetwork.complaints(overlay),
                        Selections.complaints(overlay),
                        References.complaints(overlay),
                        overlay.resources().stream()
                                .flatMap(resource -> KubernetesModel.complaints(resource).stream())
                                .toList(),
                        overlay.secrets().stream()
                                .flatMap(secret -> KubernetesModel.complaints(secret).stream())
                                .toList())
                .flatMap(List::stream);
        List<String> own =
                name.equals("single") ? EmbeddedPolicies.complaints(overlay) : DatabasePolicies.complaints(overlay);
        return Stream.concat(both, own.stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha"})
    void thereIsNothingToSayAgainstAnOverlay(String name) {
        assertThat(complaints(name, Overlay.named(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha"})
    void everythingIsInOneNamespaceAndThereOnce(String name) {
        List<ObjectNode> resources = Overlay.named(name).resources();
        assertThat(resources).extracting(Overlay::id).doesNotHaveDuplicates().hasSizeGreaterThan(5);
        assertThat(resources)
                .filteredOn(resource -> !Overlay.id(resource).equals("Namespace/tallystick"))
                .allMatch(
                        resource -> resource.at("/metadata/namespace").asText().equals("tallystick"));
    }

    @Test
    void anExampleOfAnIngressLetsThroughWhatIsForCallers() {
        List<ObjectNode> ingress = Yamls.documents(K8S.resolve("ingress.example.yaml"));
        assertThat(ingress)
                .hasSize(1)
                .allSatisfy(each -> assertThat(KubernetesModel.complaints(each)).isEmpty());
        assertThat(Yamls.elements(ingress.get(0).at("/spec/rules/0/http/paths")))
                .extracting(path -> path.path("path").asText())
                .containsExactly("/v1", "/oauth", "/.well-known");
        assertThat(Yamls.elements(ingress.get(0).at("/spec/rules/0/http/paths")))
                .allMatch(path -> Overlay.ha()
                        .has("Service/" + path.at("/backend/service/name").asText()));
    }

    /** It stands beside the overlay single, and is held to the same. */
    @Test
    void anExampleOfARestoreIsAsRestrictedAsTheService() {
        Overlay single = Overlay.single();
        List<ObjectNode> restore = Yamls.documents(K8S.resolve("restore.example.yaml"));
        assertThat(restore).hasSize(1);
        single.resources().addAll(restore);
        assertThat(complaints("single", single)).isEmpty();
    }

    /** What its head says is done: it takes the place of the database that there was, and is held to the same. */
    @Test
    void anExampleOfARestoredDatabaseTakesThePlaceOfTheOther() {
        String old = "tallystick-database";
        String restored = "tallystick-database-restored";
        List<ObjectNode> restore = Yamls.documents(K8S.resolve("restore-ha.example.yaml"));
        assertThat(restore)
                .extracting(Overlay::id)
                .containsExactly("Cluster/" + restored, "ScheduledBackup/" + restored);
        Overlay ha = Overlay.ha();
        assertThat(withoutOrigin(restore.get(0)))
                .isEqualTo(withoutOrigin(ha.of("Cluster").findFirst().orElseThrow()));
        List<ObjectNode> others = ha.resources().stream()
                .filter(resource -> !resource.at("/metadata/name").asText().equals(old)
                        || !resource.path("apiVersion").asText().startsWith("postgresql.cnpg.io/"))
                .map(resource -> (ObjectNode) Yamls.json(resource.toString()
                        .replace(old + "-rw:", restored + "-rw:")
                        .replace(old + "-ca\"", restored + "-ca\"")))
                .toList();
        Overlay after =
                new Overlay(Stream.concat(others.stream(), restore.stream()).toList(), ha.secrets());
        assertThat(complaints("ha", after)).isEmpty();
    }

    @Test
    void anExampleOfARestoredDatabaseComesFromTheBackupsThatThereAre() {
        ObjectNode backedUp = Overlay.ha().of("Cluster").findFirst().orElseThrow();
        JsonNode spec =
                Yamls.documents(K8S.resolve("restore-ha.example.yaml")).get(0).path("spec");
        JsonNode source = spec.at("/externalClusters/0");
        assertThat(spec.at("/bootstrap/recovery/source")).isEqualTo(source.path("name"));
        assertThat(source.at("/plugin/name")).isEqualTo(backedUp.at("/spec/plugins/0/name"));
        assertThat(source.at("/plugin/parameters/barmanObjectName"))
                .isEqualTo(backedUp.at("/spec/plugins/0/parameters/barmanObjectName"));
        assertThat(source.at("/plugin/parameters/serverName")).isEqualTo(backedUp.at("/metadata/name"));
        assertThat(spec.at("/bootstrap/recovery/recoveryTarget/targetTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+\\+00");
    }

    private static JsonNode withoutOrigin(ObjectNode cluster) {
        return ((ObjectNode) cluster.path("spec").deepCopy()).without(List.of("bootstrap", "externalClusters"));
    }

    /** A file that nothing names would be a rule that nobody keeps. */
    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsPartOfAnOverlayOrAnExample(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.contains(".example.") && !name.equals("kustomization.yaml")) {
            assertThat(file.resolveSibling("kustomization.yaml")).content().contains(name);
        }
    }
}
