package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever names something else names something that is there; and no secret stands in a manifest itself. */
final class References {
    private static final Set<String> SECRET = Set.of(
            "TALLYSTICK_SECRET",
            "TALLYSTICK_OPERATOR_PASSWORD",
            "TALLYSTICK_MIGRATION_PASSWORD",
            "QUARKUS_DATASOURCE_PASSWORD");

    private References() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        complaints.unless(overlay.of("Secret").findAny().isEmpty(), "the overlay", "it applies no Secret");
        for (Overlay.Pods pods : overlay.pods()) {
            pods.containers().forEach(container -> container(overlay, pods.owner(), container, complaints));
            Yamls.elements(pods.spec().path("volumes"))
                    .forEach(volume -> volume(overlay, pods.owner(), volume, complaints));
        }
        Set<String> images = overlay.pods().stream()
                .flatMap(Overlay.Pods::containers)
                .map(container -> container.path("image").asText())
                .collect(Collectors.toSet());
        complaints.unless(
                images.size() == 1, "the overlay", "instances and migration are of one image, and not " + images);
        complaints.unless(
                images.stream().allMatch(image -> image.contains(":") && !image.endsWith(":latest")),
                "the overlay",
                "images have a version");
        return complaints.lines();
    }

    private static void container(Overlay overlay, String owner, JsonNode container, Complaints complaints) {
        String where = owner + ", " + container.path("name").asText();
        for (JsonNode source : container.path("envFrom")) {
            String name = source.at("/configMapRef/name").asText();
            complaints.unless(overlay.has("ConfigMap/" + name), where, "there is a ConfigMap " + name);
        }
        variables(overlay, container)
                .forEach(name -> complaints.unless(
                        KnownVariables.contains(name), where, "the service knows the variable " + name));
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            complaints.unless(!SECRET.contains(name) || reference.isObject(), where, name + " is taken from a Secret");
            if (reference.isObject()) {
                complaints.unless(
                        reference.path("optional").asBoolean()
                                || hasKey(
                                        overlay,
                                        reference.path("name").asText(),
                                        reference.path("key").asText()),
                        where,
                        "there is a Secret for " + name);
            }
        }
        overlay.of("ConfigMap")
                .forEach(map -> complaints.unless(
                        SECRET.stream().noneMatch(map.path("data")::has), Overlay.id(map), "no secret is in it"));
    }

    /** The names of all variables that it has. */
    static List<String> variables(Overlay overlay, JsonNode container) {
        Stream<String> own = Yamls.elements(container.path("env"))
                .map(variable -> variable.path("name").asText());
        Stream<String> shared = Yamls.elements(container.path("envFrom"))
                .map(source -> "ConfigMap/" + source.at("/configMapRef/name").asText())
                .flatMap(id ->
                        overlay.of("ConfigMap").filter(map -> Overlay.id(map).equals(id)))
                .flatMap(map -> map.path("data").properties().stream())
                .map(Map.Entry::getKey);
        return Stream.concat(own, shared).toList();
    }

    private static void volume(Overlay overlay, String owner, JsonNode volume, Complaints complaints) {
        JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
        complaints.unless(
                claim.isMissingNode() || overlay.has("PersistentVolumeClaim/" + claim.asText()),
                owner,
                "there is a claim " + claim.asText());
        JsonNode secret = volume.path("secret");
        for (JsonNode item : secret.path("items")) {
            complaints.unless(
                    hasKey(
                            overlay,
                            secret.path("secretName").asText(),
                            item.path("key").asText()),
                    owner,
                    "there is a Secret for the volume " + volume.path("name").asText());
        }
        complaints.unless(
                secret.isMissingNode() || !secret.path("items").isEmpty(),
                owner,
                "it mounts no more of a Secret than it needs");
    }

    static boolean hasKey(Overlay overlay, String secret, String key) {
        return byTheOperator(overlay, secret, key)
                || overlay.secrets().stream()
                        .anyMatch(
                                example -> example.at("/metadata/name").asText().equals(secret)
                                        && example.path("stringData").has(key));
    }

    /** Made by CloudNativePG for its Cluster, with the certificate that its servers' are signed by. */
    private static boolean byTheOperator(Overlay overlay, String secret, String key) {
        return key.equals("ca.crt")
                && overlay.of("Cluster")
                        .anyMatch(cluster ->
                                secret.equals(cluster.at("/metadata/name").asText() + "-ca"));
    }
}
