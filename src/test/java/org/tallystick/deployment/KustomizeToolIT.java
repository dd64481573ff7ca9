package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.Tool;

/**
 * What {@link Kustomization} makes of an overlay is what {@code kubectl} makes of it. Debian's is too old to understand them,
 * so this test is for machines that have one of their own.
 */
@Tag("tools")
class KustomizeToolIT {

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha"})
    void kubectlMakesTheSameOfAnOverlay(String name, @TempDir Path scratch) {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(path -> new File(path, "kubectl")))
                .anyMatch(File::canExecute);
        String rendered = Tool.run(
                scratch,
                "kubectl",
                "kustomize",
                Path.of("k8s", "overlays", name).toAbsolutePath().toString());
        assertThat(byId(Yamls.documents(rendered)))
                .isEqualTo(byId(Overlay.named(name).resources()));
    }

    private static Map<String, JsonNode> byId(List<ObjectNode> resources) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.forEach(resource -> found.put(Overlay.id(resource), sorted(resource)));
        assertThat(found).hasSameSizeAs(resources);
        return found;
    }

    /** Where a patch adds elements to a list, and how keys follow each other, is nobody's concern. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return object.objectNode().setAll(fields);
        }
        if (node instanceof ArrayNode list) {
            List<JsonNode> elements = Yamls.elements(list)
                    .map(KustomizeToolIT::sorted)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .toList();
            return list.arrayNode().addAll(elements);
        }
        return node;
    }
}
