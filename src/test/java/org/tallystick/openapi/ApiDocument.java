package org.tallystick.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** openapi.yaml, as a reader of it understands it. */
public final class ApiDocument {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode root;
    private final List<Operation> operations;
    private final Map<JsonNode, JsonSchema> compiled = Collections.synchronizedMap(new IdentityHashMap<>());

    private ApiDocument(JsonNode root) {
        this.root = root;
        List<Operation> found = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> found.add(new Operation(
                                method.getKey(),
                                path.getKey(),
                                Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")),
                                method.getValue()))));
        this.operations = List.copyOf(found);
    }

    public static ApiDocument read() {
        try {
            return new ApiDocument(new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("openapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation as it is written, with the method and the path that lead to it. */
    public record Operation(String method, String path, Pattern pattern, JsonNode node) {
        public String id() {
            return node.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that answers there: a path without variables goes before one with. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method))
                .filter(operation -> operation.pattern().matcher(path).matches())
                .min(Comparator.comparingLong(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
    }

    /** The response of this status, wherever it stands; missing if there is none. */
    public JsonNode response(Operation operation, int status) {
        return resolved(operation.node().path("responses").path(String.valueOf(status)));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    JsonNode root() {
        return root;
    }

    /** What is wrong with a value, in the eyes of a schema of this document. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.set("allOf", new ObjectMapper().createArrayNode().add(schema));
        whole.set("components", root.path("components"));
        return SCHEMAS.getSchema(
                whole,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
