package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A namespace in which nobody talks to anybody, but for what is allowed by name. */
final class ClosedNetwork {
    private static final JsonNode BOTH = Yamls.json("[\"Ingress\",\"Egress\"]");
    private static final int DATABASE = 5432;
    /** A Cluster is restored beside the one that there is, and is not to be cut off. */
    private static final String ANOTHER_NAME = "another";
    /** Where there are no pods to be named: the API of Kubernetes, and an object store. */
    private static final Set<Integer> ANYWHERE = Set.of(443, 6443);

    private ClosedNetwork() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        complaints.unless(
                overlay.of("NetworkPolicy").anyMatch(ClosedNetwork::deniesAll), "the overlay", "all is denied");
        overlay.of("NetworkPolicy")
                .filter(policy -> !deniesAll(policy))
                .forEach(policy -> allowance(overlay, policy, complaints));
        for (Overlay.Pods pods : overlay.pods()) {
            complaints.unless(
                    allows(overlay, "egress", "to", pods.labels(), "kube-system", 53),
                    pods.owner(),
                    "it may ask for names");
        }
        overlay.of("Deployment").forEach(deployment -> {
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            for (String namespace : List.of("ingress-nginx", "monitoring")) {
                complaints.unless(
                        allows(overlay, "ingress", "from", labels, namespace, -1),
                        Overlay.id(deployment),
                        namespace + " may call it");
            }
        });
        overlay.of("Cluster").forEach(cluster -> {
            String name = cluster.at("/metadata/name").asText();
            database(overlay, database(name), "the database", complaints);
            database(overlay, database(ANOTHER_NAME), "one that is restored under another name", complaints);
        });
        return complaints.lines();
    }

    private static boolean deniesAll(JsonNode policy) {
        return policy.at("/spec/podSelector").isEmpty()
                && policy.at("/spec/podSelector").isObject()
                && policy.at("/spec/policyTypes").equals(BOTH)
                && !policy.path("spec").has("ingress")
                && !policy.path("spec").has("egress");
    }

    private static void allowance(Overlay overlay, ObjectNode policy, Complaints complaints) {
        String where = Overlay.id(policy);
        JsonNode selector = policy.at("/spec/podSelector");
        complaints.unless(
                selector.isEmpty()
                        || overlay.labelsOfPods().stream().anyMatch(labels -> Overlay.selects(selector, labels)),
                where,
                "it is about pods that there are");
        complaints.unless(rules(policy).findAny().isPresent(), where, "it allows something");
        rules(policy).forEach(rule -> {
            List<JsonNode> peers = Stream.concat(Yamls.elements(rule.path("from")), Yamls.elements(rule.path("to")))
                    .toList();
            complaints.unless(!peers.isEmpty(), where, "each rule names its peer");
            complaints.unless(!rule.path("ports").isEmpty(), where, "each rule names its ports");
            peers.forEach(peer -> peer(overlay, policy, rule, peer, complaints));
        });
    }

    private static Stream<JsonNode> rules(JsonNode policy) {
        return Stream.concat(Yamls.elements(policy.at("/spec/ingress")), Yamls.elements(policy.at("/spec/egress")));
    }

    private static void peer(Overlay overlay, JsonNode policy, JsonNode rule, JsonNode peer, Complaints complaints) {
        String where = Overlay.id(policy);
        if (peer.has("ipBlock")) {
            JsonNode selector = policy.at("/spec/podSelector");
            complaints.unless(
                    Overlay.selects(selector, database(ANOTHER_NAME))
                            && overlay.pods().stream().noneMatch(pods -> Overlay.selects(selector, pods.labels()))
                            && Yamls.elements(rule.path("ports"))
                                    .allMatch(port ->
                                            ANYWHERE.contains(port.path("port").asInt())),
                    where,
                    "only the database may call what is no pod, at " + ANYWHERE);
            return;
        }
        complaints.unless(
                !peer.at("/namespaceSelector/matchLabels").isEmpty()
                        || overlay.labelsOfPods().stream()
                                .anyMatch(labels -> Overlay.selects(peer.path("podSelector"), labels)),
                where,
                "its peer is a namespace that it names, or pods that there are");
    }

    /** The labels of the pods of a Cluster. */
    private static JsonNode database(String cluster) {
        return Yamls.json("{\"cnpg.io/cluster\":\"" + cluster + "\"}");
    }

    private static void database(Overlay overlay, JsonNode labels, String who, Complaints complaints) {
        for (Overlay.Pods pods : overlay.pods()) {
            complaints.unless(
                    overlay.of("NetworkPolicy")
                            .anyMatch(policy -> connects(policy, "egress", "to", pods.labels(), labels)),
                    pods.owner(),
                    "it may call " + who);
            complaints.unless(
                    overlay.of("NetworkPolicy")
                            .anyMatch(policy -> connects(policy, "ingress", "from", labels, pods.labels())),
                    pods.owner(),
                    who + " lets it in");
        }
        complaints.unless(
                overlay.of("NetworkPolicy").anyMatch(policy -> connects(policy, "ingress", "from", labels, labels))
                        && overlay.of("NetworkPolicy")
                                .anyMatch(policy -> connects(policy, "egress", "to", labels, labels)),
                who,
                "standbys may follow the primary");
        complaints.unless(
                allows(overlay, "ingress", "from", labels, "cnpg-system", 8000), who, "its operator may call it");
    }

    private static boolean connects(JsonNode policy, String rules, String peers, JsonNode here, JsonNode there) {
        return Overlay.selects(policy.at("/spec/podSelector"), here)
                && Yamls.elements(policy.path("spec").path(rules))
                        .anyMatch(rule -> hasPort(rule, DATABASE)
                                && Yamls.elements(rule.path(peers))
                                        .anyMatch(peer -> Overlay.selects(peer.path("podSelector"), there)));
    }

    /** @param port any, if negative */
    private static boolean allows(
            Overlay overlay, String rules, String peers, JsonNode labels, String namespace, int port) {
        return overlay.of("NetworkPolicy")
                .filter(policy -> policy.at("/spec/podSelector").isEmpty()
                        || Overlay.selects(policy.at("/spec/podSelector"), labels))
                .flatMap(policy -> Yamls.elements(policy.path("spec").path(rules)))
                .filter(rule -> port < 0 || hasPort(rule, port))
                .flatMap(rule -> Yamls.elements(rule.path(peers)))
                .anyMatch(peer -> peer.at("/namespaceSelector/matchLabels")
                        .path("kubernetes.io/metadata.name")
                        .asText()
                        .equals(namespace));
    }

    private static boolean hasPort(JsonNode rule, int port) {
        return Yamls.elements(rule.path("ports"))
                .anyMatch(each -> each.path("port").asInt() == port);
    }
}
