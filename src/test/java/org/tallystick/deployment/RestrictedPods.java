package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pods that the Pod Security Standard "restricted" lets in (https://kubernetes.io/docs/concepts/security/pod-security-standards/),
 * and some more that ours keep: no token of Kubernetes, a root file system that nobody writes to.
 */
final class RestrictedPods {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private RestrictedPods() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        complaints.unless(overlay.of("Namespace").count() == 1, "the overlay", "there is one Namespace");
        overlay.of("Namespace")
                .forEach(namespace -> complaints.unless(
                        namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText()
                                .equals("restricted"),
                        Overlay.id(namespace),
                        "it enforces restricted"));
        complaints.unless(!overlay.pods().isEmpty(), "the overlay", "there are pods");
        overlay.pods().forEach(pods -> pod(pods, complaints));
        return complaints.lines();
    }

    private static void pod(Overlay.Pods pods, Complaints complaints) {
        String where = pods.owner();
        JsonNode spec = pods.spec();
        complaints.unlessAbsentOr(spec, "/hostNetwork", "false", where);
        complaints.unlessAbsentOr(spec, "/hostPID", "false", where);
        complaints.unlessAbsentOr(spec, "/hostIPC", "false", where);
        complaints.unlessIs(spec, "/securityContext/runAsNonRoot", "true", where);
        complaints.unless(spec.at("/securityContext/runAsUser").asInt() > 0, where, "runAsUser is not root");
        complaints.unlessIs(spec, "/securityContext/seccompProfile/type", "\"RuntimeDefault\"", where);
        complaints.unless(spec.at("/securityContext/sysctls").isMissingNode(), where, "there are no sysctls");
        complaints.unlessIs(spec, "/automountServiceAccountToken", "false", where);
        complaints.unlessIs(spec, "/enableServiceLinks", "false", where);
        for (JsonNode volume : spec.path("volumes")) {
            String at = where + ", volume " + volume.path("name").asText();
            complaints.unless(
                    ((ObjectNode) volume)
                            .properties().stream()
                                    .map(Map.Entry::getKey)
                                    .allMatch(kind -> kind.equals("name") || VOLUMES.contains(kind)),
                    at,
                    "it is of a kind that is let in");
            complaints.unless(
                    !volume.has("emptyDir") || volume.at("/emptyDir/sizeLimit").isTextual(), at, "it has a sizeLimit");
        }
        complaints.unless(pods.containers().findAny().isPresent(), where, "there are containers");
        pods.containers().forEach(container -> container(where, container, complaints));
    }

    private static void container(String owner, JsonNode container, Complaints complaints) {
        String where = owner + ", " + container.path("name").asText();
        complaints.unlessIs(container, "/securityContext/allowPrivilegeEscalation", "false", where);
        complaints.unlessIs(container, "/securityContext/readOnlyRootFilesystem", "true", where);
        complaints.unlessIs(container, "/securityContext/capabilities/drop", "[\"ALL\"]", where);
        complaints.unless(
                container.at("/securityContext/capabilities/add").isMissingNode(), where, "no capability is added");
        complaints.unlessAbsentOr(container, "/securityContext/privileged", "false", where);
        complaints.unlessAbsentOr(container, "/securityContext/procMount", "\"Default\"", where);
        complaints.unlessAbsentOr(container, "/securityContext/runAsNonRoot", "true", where);
        complaints.unless(
                container.at("/securityContext/runAsUser").asInt(1) > 0, where, "its own runAsUser is not root");
        complaints.unlessAbsentOr(container, "/securityContext/seccompProfile/type", "\"RuntimeDefault\"", where);
        for (JsonNode port : container.path("ports")) {
            complaints.unless(!port.has("hostPort"), where, "there is no hostPort");
        }
    }
}
