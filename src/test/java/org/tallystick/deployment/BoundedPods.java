package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** Pods that know what they may use, are asked how they are, and are given the time that they need to come and to go. */
final class BoundedPods {
    /** {@code Tallystick.LONGEST_STOP_SECONDS}: after this the program ends, whatever is left to do. */
    private static final int LONGEST_STOP_SECONDS = 90;

    private static final int LEAST_START_SECONDS = 120;

    private BoundedPods() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        complaints.unless(overlay.of("Deployment").count() == 1, "the overlay", "there is one Deployment");
        for (Overlay.Pods pods : overlay.pods()) {
            pods.containers().forEach(container -> resources(pods.owner(), container, complaints));
            pods.containers().forEach(container -> mounts(pods, container, complaints));
            if (pods.kind().equals("Job")) {
                continue;
            }
            pods.containers().forEach(container -> probes(pods.owner(), container, complaints));
            pods.containers().forEach(container -> stop(pods, container, complaints));
            complaints.unless(
                    Yamls.elements(pods.spec().path("topologySpreadConstraints"))
                            .anyMatch(spread ->
                                    spread.path("topologyKey").asText().equals("kubernetes.io/hostname")),
                    pods.owner(),
                    "it is spread over nodes");
        }
        overlay.of("Deployment")
                .forEach(deployment -> complaints.unless(
                        deployment.at("/spec/strategy/type").asText().equals("Recreate")
                                || deployment
                                        .at("/spec/strategy/rollingUpdate/maxUnavailable")
                                        .equals(Yamls.json("0")),
                        Overlay.id(deployment),
                        "none goes before another has come"));
        overlay.of("Job").forEach(job -> {
            complaints.unless(job.at("/spec/activeDeadlineSeconds").asInt() > 0, Overlay.id(job), "it ends some time");
            complaints.unless(
                    job.at("/spec/ttlSecondsAfterFinished").asInt() > 0, Overlay.id(job), "it goes when it is done");
        });
        return complaints.lines();
    }

    private static void resources(String owner, JsonNode container, Complaints complaints) {
        String where = owner + ", " + container.path("name").asText();
        for (String resource : List.of("cpu", "memory")) {
            JsonNode request = container.at("/resources/requests/" + resource);
            JsonNode limit = container.at("/resources/limits/" + resource);
            complaints.unless(request.isTextual(), where, "it requests " + resource);
            complaints.unless(limit.isTextual(), where, "it has a limit of " + resource);
            if (request.isTextual() && limit.isTextual()) {
                complaints.unless(
                        amount(request).compareTo(amount(limit)) <= 0,
                        where,
                        "it requests no more " + resource + " than it may use");
            }
        }
    }

    private static BigDecimal amount(JsonNode quantity) {
        return Quantity.parse(quantity.asText()).getNumericalAmount();
    }

    private static void mounts(Overlay.Pods pods, JsonNode container, Complaints complaints) {
        String where = pods.owner() + ", " + container.path("name").asText();
        complaints.unless(
                Yamls.elements(container.path("volumeMounts"))
                        .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")
                                && Yamls.elements(pods.spec().path("volumes"))
                                        .anyMatch(volume -> volume.path("name").equals(mount.path("name"))
                                                && volume.has("emptyDir"))),
                where,
                "it may write to /tmp, an emptyDir");
        for (JsonNode mount : container.path("volumeMounts")) {
            complaints.unless(
                    Yamls.elements(pods.spec().path("volumes"))
                            .anyMatch(volume -> volume.path("name").equals(mount.path("name"))),
                    where,
                    "there is a volume " + mount.path("name").asText());
        }
    }

    private static void probes(String owner, JsonNode container, Complaints complaints) {
        String where = owner + ", " + container.path("name").asText();
        probe(container, "startupProbe", "/q/health/live", where, complaints);
        probe(container, "readinessProbe", "/q/health/ready", where, complaints);
        probe(container, "livenessProbe", "/q/health/live", where, complaints);
        JsonNode startup = container.path("startupProbe");
        complaints.unless(
                startup.path("periodSeconds").asInt(10)
                                * startup.path("failureThreshold").asInt(3)
                        >= LEAST_START_SECONDS,
                where,
                "a start has " + LEAST_START_SECONDS + " s at least");
        JsonNode liveness = container.path("livenessProbe");
        complaints.unless(
                liveness.path("periodSeconds").asInt(10)
                                * liveness.path("failureThreshold").asInt(3)
                        >= 60,
                where,
                "livenessProbe is slow to judge");
    }

    private static void probe(JsonNode container, String name, String path, String where, Complaints complaints) {
        JsonNode get = container.path(name).path("httpGet");
        complaints.unless(get.path("path").asText().equals(path), where, name + " asks " + path);
        complaints.unless(
                Yamls.elements(container.path("ports"))
                        .anyMatch(port -> port.path("name").equals(get.path("port"))),
                where,
                name + " asks at a port that there is");
    }

    private static void stop(Overlay.Pods pods, JsonNode container, Complaints complaints) {
        JsonNode command = container.at("/lifecycle/preStop/exec/command");
        boolean sleeps =
                command.path(0).asText().equals("sleep") && command.path(1).asInt() > 0;
        complaints.unless(sleeps, pods.owner(), "it waits before it stops, until balancers have heard of it");
        complaints.unless(
                pods.spec().path("terminationGracePeriodSeconds").asInt()
                        >= command.path(1).asInt() + LONGEST_STOP_SECONDS,
                pods.owner(),
                "terminationGracePeriodSeconds is not less than the longest stop");
    }
}
