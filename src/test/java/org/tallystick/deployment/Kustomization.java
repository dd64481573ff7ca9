package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code kubectl kustomize} makes of a folder, for as much of it as ours use; anything else is refused. {@link
 * KustomizeToolIT} holds the two against each other.
 */
final class Kustomization {
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "patches", "images");

    private final Path folder;
    private final ObjectNode file;

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = Yamls.documents(folder.resolve("kustomization.yaml")).get(0);
        file.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(folder + " says " + name + ", which is not understood here");
            }
        });
    }

    static List<ObjectNode> render(Path folder) {
        return new Kustomization(folder).render();
    }

    private List<ObjectNode> render() {
        List<ObjectNode> resources = new ArrayList<>();
        for (JsonNode resource : file.path("resources")) {
            Path path = folder.resolve(resource.asText()).normalize();
            resources.addAll(Files.isDirectory(path) ? render(path) : Yamls.documents(path));
        }
        for (JsonNode patch : file.path("patches")) {
            if (patch.size() != 1 || !patch.has("path")) {
                throw new IllegalArgumentException("A patch is understood here by its path alone: " + patch);
            }
            Yamls.documents(folder.resolve(patch.path("path").asText())).forEach(each -> apply(each, resources));
        }
        for (JsonNode image : file.path("images")) {
            resources.forEach(resource -> setImage(resource, image));
        }
        if (file.has("namespace")) {
            resources.forEach(
                    resource -> setNamespace(resource, file.path("namespace").asText()));
        }
        return resources;
    }

    private static void apply(ObjectNode patch, List<ObjectNode> resources) {
        ObjectNode patched = resources.stream()
                .filter(resource -> Overlay.id(resource).equals(Overlay.id(patch)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + Overlay.id(patch) + " to be patched"));
        StrategicMerge.apply(patch, patched);
    }

    private static void setImage(ObjectNode resource, JsonNode image) {
        JsonNode pod = resource.at("/spec/template/spec");
        Stream.concat(Yamls.elements(pod.path("initContainers")), Yamls.elements(pod.path("containers")))
                .filter(container -> container.path("image").equals(image.path("name")))
                .forEach(container -> ((ObjectNode) container)
                        .put(
                                "image",
                                image.path("newName").asText() + ":"
                                        + image.path("newTag").asText()));
    }

    private static void setNamespace(ObjectNode resource, String namespace) {
        if (!resource.path("kind").asText().equals("Namespace")) {
            ((ObjectNode) resource.path("metadata")).put("namespace", namespace);
        }
    }
}
