package org.tallystick.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What callers send and get: the login, the headers and parameters that mean the same everywhere, and an example of each
 * body, from {@code openapi/examples.json}.
 */
final class DescribedCalls {
    private static final String EXAMPLES = "openapi/examples.json";
    private static final String TOKEN = "accessToken";

    private final OpenAPI api;
    private final Map<String, Map<String, Object>> examples;

    private DescribedCalls(OpenAPI api) {
        this.api = api;
        this.examples = examples();
    }

    static void complete(OpenAPI api, ResourceMethods methods) {
        DescribedCalls calls = new DescribedCalls(api);
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().stream()
                        .filter(methods::knows)
                        .forEach(operation -> calls.describe(operation, methods.isPublic(operation))));
    }

    private void describe(Operation operation, boolean isPublic) {
        if (!isPublic) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(TOKEN));
        } else if (operation.getSecurity() == null) {
            operation.setSecurity(List.of());
        }
        if (operation.getParameters() != null) {
            operation.setParameters(
                    operation.getParameters().stream().map(this::shared).toList());
        }
        Map<String, Object> ofOperation = examples.getOrDefault(operation.getOperationId(), Map.of());
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
            put(operation.getRequestBody().getContent(), ofOperation.get("request"));
            putFile(operation.getRequestBody().getContent(), ofOperation.get("file"));
        }
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        responses.forEach((status, response) -> {
            if (status.equals("200") && responses.containsKey("201")) {
                put(response.getContent(), ofDryRun(ofOperation.get("response")));
            } else if (status.equals("202") && hasAnother(responses)) {
                put(
                        response.getContent(),
                        examples.getOrDefault("getApproval", Map.of()).get("response"));
            } else if (status.startsWith("2")) {
                describe(operation, response, ofOperation);
            }
        });
    }

    /** Where it is done at once, or else waits for a second administrator. */
    private static boolean hasAnother(Map<String, APIResponse> responses) {
        return responses.containsKey("200") || responses.containsKey("201") || responses.containsKey("204");
    }

    private static void describe(Operation operation, APIResponse response, Map<String, Object> examples) {
        put(response.getContent(), examples.get("response"));
        if (examples.get("headers") instanceof List<?> headers) {
            headers.forEach(name -> response.addHeader(
                    String.valueOf(name), OASFactory.createHeader().ref("#/components/headers/" + name)));
        }
        boolean hasKey = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(
                                parameter -> String.valueOf(parameter.getRef()).endsWith("/Idempotency-Key"));
        if (hasKey) {
            response.addHeader(
                    "Idempotency-Replayed", OASFactory.createHeader().ref("#/components/headers/Idempotency-Replayed"));
        }
    }

    /** Where nothing is booked there is no id, and no booking time. */
    private static @Nullable Object ofDryRun(@Nullable Object booked) {
        if (!(booked instanceof Map<?, ?> trade)) {
            return booked;
        }
        Map<Object, Object> preview = new LinkedHashMap<>(trade);
        preview.keySet().removeAll(List.of("id", "bookedAt"));
        return preview;
    }

    /** The component of that name, if the parameter means the same everywhere. */
    private Parameter shared(Parameter parameter) {
        Map<String, Parameter> shared = api.getComponents().getParameters();
        return parameter.getName() != null && shared.containsKey(parameter.getName())
                ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                : parameter;
    }

    private static void put(@Nullable Content content, @Nullable Object example) {
        if (content != null && example != null) {
            MediaType first = content.getMediaTypes().values().iterator().next();
            first.addExample("usual", OASFactory.createExample().value(example));
        }
    }

    /** Where the same can be sent as a file too. */
    private static void putFile(Content content, @Nullable Object example) {
        MediaType csv = content.getMediaType("text/csv");
        if (csv != null && example != null) {
            csv.addExample("file", OASFactory.createExample().value(example));
        }
    }

    private static Map<String, Map<String, Object>> examples() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(EXAMPLES)) {
            return new ObjectMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(EXAMPLES, e);
        }
    }
}
