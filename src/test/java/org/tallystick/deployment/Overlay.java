package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is applied to a cluster for one way to run the service: all resources, after all patches; and the Secrets beside them. */
record Overlay(List<ObjectNode> resources, List<ObjectNode> secrets) {
    private static final Path FOLDER = Path.of("k8s", "overlays");

    /** The pods that a resource has made. */
    record Pods(String owner, String kind, JsonNode template) {
        JsonNode spec() {
            return template.path("spec");
        }

        JsonNode labels() {
            return template.at("/metadata/labels");
        }

        Stream<JsonNode> containers() {
            return Stream.concat(
                    Yamls.elements(spec().path("initContainers")), Yamls.elements(spec().path("containers")));
        }
    }

    static Overlay single() {
        Path folder = FOLDER.resolve("single");
        return new Overlay(Kustomization.render(folder), Yamls.documents(folder.resolve("secret.example.yaml")));
    }

    static Overlay ha() {
        Path folder = FOLDER.resolve("ha");
        return new Overlay(Kustomization.render(folder), Yamls.documents(folder.resolve("secrets.example.yaml")));
    }

    static Overlay named(String name) {
        return name.equals("single") ? single() : ha();
    }

    /** Kind and name, as {@code kubectl} shows them: {@code Deployment/tallystick}. */
    static String id(JsonNode resource) {
        return resource.path("kind").asText() + "/"
                + resource.at("/metadata/name").asText();
    }

    Stream<ObjectNode> of(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind));
    }

    boolean has(String id) {
        return resources.stream().anyMatch(resource -> id(resource).equals(id));
    }

    List<Pods> pods() {
        return resources.stream()
                .filter(resource -> resource.at("/spec/template/spec").isObject())
                .map(resource -> new Pods(id(resource), resource.path("kind").asText(), resource.at("/spec/template")))
                .toList();
    }

    /** The labels of all pods that there will be, those that the database's operator makes included. */
    List<JsonNode> labelsOfPods() {
        Stream<JsonNode> ofDatabases = of("Cluster")
                .map(cluster -> Yamls.json(
                        "{\"cnpg.io/cluster\":\"" + cluster.at("/metadata/name").asText() + "\"}"));
        return Stream.concat(pods().stream().map(Pods::labels), ofDatabases).toList();
    }

    /** Whether a label selector that says something selects pods with these labels. */
    static boolean selects(JsonNode selector, JsonNode labels) {
        boolean byLabels = Stream.of(selector.path("matchLabels"))
                .flatMap(match -> match.properties().stream())
                .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
        boolean byExpressions =
                Yamls.elements(selector.path("matchExpressions")).allMatch(expression -> expressed(expression, labels));
        return !selector.isEmpty() && byLabels && byExpressions;
    }

    private static boolean expressed(JsonNode expression, JsonNode labels) {
        JsonNode label = labels.path(expression.path("key").asText());
        return switch (expression.path("operator").asText()) {
            case "In" -> Yamls.elements(expression.path("values")).anyMatch(label::equals);
            case "Exists" -> !label.isMissingNode();
            default -> false;
        };
    }

    /**
     * A copy in which one thing is otherwise.
     *
     * @param pointer where, in the resource; an element of a list by its number or its name; empty for the resource itself
     * @param json what stands there then; nothing for a dash
     */
    Overlay changed(String id, String pointer, String json) {
        Overlay copy = new Overlay(copy(resources), copy(secrets));
        List<ObjectNode> among = id.startsWith("Secret/") ? copy.secrets() : copy.resources();
        ObjectNode resource = among.stream()
                .filter(candidate -> id(candidate).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + id));
        if (pointer.isEmpty()) {
            among.remove(resource);
            return copy;
        }
        String[] names = pointer.substring(1).split("/");
        JsonNode parent = resource;
        for (int i = 0; i < names.length - 1; i++) {
            parent = child(parent, name(names[i]));
        }
        change(parent, name(names[names.length - 1]), json);
        return copy;
    }

    private static List<ObjectNode> copy(List<ObjectNode> nodes) {
        return new ArrayList<>(nodes.stream().map(ObjectNode::deepCopy).toList());
    }

    private static String name(String escaped) {
        return escaped.replace("~1", "/");
    }

    private static JsonNode child(JsonNode parent, String name) {
        JsonNode child = parent instanceof ArrayNode list ? list.path(index(list, name)) : parent.path(name);
        if (child.isMissingNode()) {
            throw new IllegalArgumentException("There is no " + name + " in " + parent);
        }
        return child;
    }

    private static int index(ArrayNode list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        return Integer.parseInt(name);
    }

    private static void change(JsonNode parent, String name, String json) {
        boolean away = json.equals("-");
        if (away) {
            child(parent, name);
        }
        if (parent instanceof ArrayNode list) {
            int index = index(list, name);
            if (away) {
                list.remove(index);
            } else {
                list.set(index, Yamls.json(json));
            }
        } else if (away) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, Yamls.json(json));
        }
    }
}
