package org.tallystick.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.openapi.ApiDocument.Operation;
import org.tallystick.problem.ProblemType;

/** openapi.yaml says of each operation all that a client's developer asks, and contradicts itself nowhere. */
class ApiDocumentTest {
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    static Stream<Operation> operations() {
        assertThat(DOCUMENT.operations()).hasSizeGreaterThan(30);
        return DOCUMENT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsNamedAndSaysWhoMayCall(Operation operation) {
        assertThat(operation.node().path("summary").asText()).isNotBlank();
        assertThat(operation.id()).isNotBlank();
        assertThat(operation.node().path("tags")).hasSize(1);
        assertThat(operation.node().has("security")).isTrue();
        for (JsonNode given : operation.node().path("parameters")) {
            JsonNode parameter = DOCUMENT.resolved(given);
            assertThat(parameter.path("description").asText())
                    .as(parameter.path("name").asText())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsSentAndAnsweredHasAnExampleThatFitsItsSchema(Operation operation) {
        int answers = 0;
        for (int status = 200; status < 300; status++) {
            JsonNode response = DOCUMENT.response(operation, status);
            if (!response.isMissingNode()) {
                answers++;
                assertThat(response.path("description").asText()).isNotBlank();
                assertExamplesFit(operation, response.path("content").path("application/json"));
            }
        }
        assertThat(answers).isPositive();
        operation.node().path("requestBody").path("content").properties().forEach(body -> {
            if (!body.getKey().startsWith("multipart/")) {
                assertExamplesFit(operation, body.getValue());
            }
        });
    }

    private static void assertExamplesFit(Operation operation, JsonNode content) {
        if (content.path("schema").isEmpty()) {
            return;
        }
        assertThat(content.path("examples")).as("examples of %s", operation).isNotEmpty();
        content.path("examples").forEach(example -> {
            JsonNode value = DOCUMENT.resolved(example).path("value");
            assertThat(DOCUMENT.faults(content.path("schema"), value))
                    .as("%s: %s", operation, value)
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aFailureIsAProblemWithAnExampleOfEachCode(Operation operation) {
        Set<Integer> statuses = new HashSet<>();
        operation
                .node()
                .path("responses")
                .fieldNames()
                .forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        assertThat(statuses).contains(500, 503);
        statuses.removeIf(status -> status < 400);
        for (int status : statuses) {
            JsonNode content = DOCUMENT.response(operation, status).path("content");
            JsonNode problem = content.path("application/problem+json");
            if (operation.path().startsWith("/oauth") && problem.isMissingNode()) {
                assertThat(content.at("/application~1json/schema/$ref").asText())
                        .endsWith("/OAuthError");
                continue;
            }
            assertExamplesFit(operation, problem);
            problem.path("examples").properties().forEach(example -> {
                JsonNode value = DOCUMENT.resolved(example.getValue()).path("value");
                assertThat(value.path("code").asText()).isEqualTo(example.getKey());
                assertThat(ProblemType.ofCode(example.getKey()).status()).isEqualTo(status);
            });
        }
    }

    @Test
    void everyFieldSaysWhatItMeans() {
        List<String> silent = new ArrayList<>();
        DOCUMENT.root()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> {
                            if (field.getValue().path("description").asText().isBlank()) {
                                silent.add(schema.getKey() + "." + field.getKey());
                            }
                        }));
        assertThat(silent).isEmpty();
    }

    @Test
    void theTableOfCodesInTheDocumentsIsTheOneInTheCode() throws IOException {
        List<String> table = Files.readAllLines(Path.of("docs/api.md")).stream()
                .filter(line -> line.matches("\\| `[a-z-]+` \\| [0-9]{3} \\|.*"))
                .toList();
        assertThat(table)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> "| `" + type.code() + "` | " + type.status() + " | " + type.title() + " |")
                        .toList());
    }
}
