package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Whatever chooses pods, or names a workload, means the one that it should. */
final class Selections {
    private Selections() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        for (String kind : List.of("Deployment", "Service", "PodDisruptionBudget")) {
            overlay.of(kind).forEach(resource -> {
                List<String> chosen = overlay.pods().stream()
                        .filter(pods -> Overlay.selects(selector(resource), pods.labels()))
                        .map(Overlay.Pods::owner)
                        .toList();
                complaints.unless(
                        chosen.equals(List.of("Deployment/tallystick")),
                        Overlay.id(resource),
                        "it chooses the instances alone, and not " + chosen);
            });
        }
        for (Overlay.Pods pods : overlay.pods()) {
            Yamls.elements(pods.spec().path("topologySpreadConstraints"))
                    .forEach(spread -> complaints.unless(
                            Overlay.selects(spread.path("labelSelector"), pods.labels()),
                            pods.owner(),
                            "it is spread with its own kind"));
        }
        complaints.unless(overlay.of("Service").count() == 1, "the overlay", "there is one Service");
        overlay.of("Service").forEach(service -> ports(overlay, service, complaints));
        overlay.of("HorizontalPodAutoscaler").forEach(scaler -> scaler(overlay, scaler, complaints));
        return complaints.lines();
    }

    private static JsonNode selector(JsonNode resource) {
        JsonNode selector = resource.at("/spec/selector");
        return resource.path("kind").asText().equals("Service")
                ? Yamls.json("{\"matchLabels\":" + selector + "}")
                : selector;
    }

    private static void ports(Overlay overlay, ObjectNode service, Complaints complaints) {
        for (JsonNode port : service.at("/spec/ports")) {
            complaints.unless(
                    overlay.pods().stream()
                            .filter(pods -> pods.kind().equals("Deployment"))
                            .flatMap(Overlay.Pods::containers)
                            .flatMap(container -> Yamls.elements(container.path("ports")))
                            .anyMatch(target -> target.path("name").equals(port.path("targetPort"))),
                    Overlay.id(service),
                    "it leads to a port that there is");
        }
    }

    private static void scaler(Overlay overlay, ObjectNode scaler, Complaints complaints) {
        String where = Overlay.id(scaler);
        JsonNode target = scaler.at("/spec/scaleTargetRef");
        Optional<ObjectNode> scaled = overlay.of(target.path("kind").asText())
                .filter(resource -> resource.at("/metadata/name").equals(target.path("name"))
                        && resource.path("apiVersion").equals(target.path("apiVersion")))
                .findFirst();
        complaints.unless(scaled.isPresent(), where, "it scales something that there is");
        scaled.ifPresent(resource -> complaints.unless(
                resource.at("/spec/replicas").isMissingNode(), where, "it alone says how many there are"));
        complaints.unless(scaler.at("/spec/minReplicas").asInt() >= 2, where, "there are two at least");
        complaints.unless(
                scaler.at("/spec/maxReplicas").asInt()
                        >= scaler.at("/spec/minReplicas").asInt(),
                where,
                "maxReplicas is not less than minReplicas");
    }
}
