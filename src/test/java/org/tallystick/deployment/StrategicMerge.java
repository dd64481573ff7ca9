package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A patch laid over a resource, by the rules of Kubernetes: objects are merged, null deletes, and a list is replaced, but for
 * those whose elements have a key of their own. What is said with directives ({@code $patch}) is refused: ours say none.
 */
final class StrategicMerge {
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "volumes", "name",
            "env", "name",
            "volumeMounts", "mountPath",
            "ports", "containerPort");

    private StrategicMerge() {}

    static void apply(ObjectNode patch, ObjectNode resource) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode present = resource.path(name);
            if (name.startsWith("$")) {
                throw new IllegalArgumentException("The directive " + name + " is not understood here");
            } else if (value.isNull()) {
                resource.remove(name);
            } else if (value.isObject() && present.isObject()) {
                apply((ObjectNode) value, (ObjectNode) present);
            } else if (value.isArray() && present.isArray() && KEYS.containsKey(name)) {
                applyToList((ArrayNode) value, (ArrayNode) present, KEYS.get(name));
            } else {
                resource.set(name, value.deepCopy());
            }
        });
    }

    private static void applyToList(ArrayNode patches, ArrayNode elements, String key) {
        int first = 0;
        for (JsonNode patch : patches) {
            Optional<JsonNode> present = Yamls.elements(elements)
                    .filter(element -> element.path(key).equals(patch.path(key)))
                    .findFirst();
            if (present.isPresent()) {
                apply((ObjectNode) patch, (ObjectNode) present.get());
            } else {
                // What is new comes before what was there.
                elements.insert(first++, patch.deepCopy());
            }
        }
    }
}
