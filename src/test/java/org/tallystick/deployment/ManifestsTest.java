package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

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
