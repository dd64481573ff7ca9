package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The overlay single: one process on its data directory, which PostgreSQL finds as it left it, and its backups elsewhere. */
final class EmbeddedPolicies {
    private EmbeddedPolicies() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        overlay.of("Deployment").forEach(deployment -> {
            String where = Overlay.id(deployment);
            complaints.unlessIs(deployment, "/spec/replicas", "1", where);
            complaints.unlessIs(deployment, "/spec/strategy", "{\"type\":\"Recreate\"}", where);
            JsonNode pod = deployment.at("/spec/template/spec");
            complaints.unlessIs(pod, "/shareProcessNamespace", "true", where);
            complaints.unlessIs(pod, "/securityContext/fsGroupChangePolicy", "\"OnRootMismatch\"", where);
            complaints.unless(pod.at("/securityContext/fsGroup").asInt() > 0, where, "it may write to its volumes");
            String data = claimBelow(pod, "TALLYSTICK_DATA_DIR");
            String backup = claimBelow(pod, "TALLYSTICK_BACKUP_DIRECTORY");
            complaints.unless(!data.isEmpty(), where, "the data are below the root of a volume that stays");
            complaints.unless(!backup.isEmpty(), where, "the backups are below the root of a volume that stays");
            complaints.unless(!data.equals(backup), where, "the backups are on another volume than the data");
        });
        complaints.unless(
                overlay.of("HorizontalPodAutoscaler").findAny().isEmpty(), "the overlay", "nothing adds instances");
        return complaints.lines();
    }

    /** The claim whose volume is mounted above what the variable names; empty if there is none. */
    private static String claimBelow(JsonNode pod, String variable) {
        JsonNode container = pod.at("/containers/0");
        String directory = Yamls.elements(container.path("env"))
                .filter(each -> each.path("name").asText().equals(variable))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("/");
        return Yamls.elements(container.path("volumeMounts"))
                .filter(mount -> directory.startsWith(mount.path("mountPath").asText() + "/"))
                .flatMap(mount -> Yamls.elements(pod.path("volumes"))
                        .filter(volume -> volume.path("name").equals(mount.path("name"))))
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText())
                .findFirst()
                .orElse("");
    }
}
