package org.tallystick.openapi;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/** Every problem that an operation can answer, with an example of each. */
final class DescribedProblems {
    private static final String EXAMPLES = "#/components/examples/";
    private static final String RESPONSES = "#/components/responses/";

    private DescribedProblems() {}

    static void complete(OpenAPI api, ResourceMethods methods) {
        for (ProblemType type : ProblemType.values()) {
            api.getComponents()
                    .addExample(
                            type.code(),
                            OASFactory.createExample()
                                    .summary(type.title())
                                    .value(ProblemExamples.of(type).toBody()));
            api.getComponents().addResponse(type.code(), response(type.status(), EnumSet.of(type)));
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    if (methods.knows(operation)) {
                        Set<ProblemType> types = types(path, operation, methods);
                        if (method != HttpMethod.GET && methods.isClosedWithTheCommunity(path, operation)) {
                            types.add(ProblemType.COMMUNITY_CLOSED);
                        }
                        describe(operation, types);
                    }
                }));
    }

    private static Set<ProblemType> types(String path, Operation operation, ResourceMethods methods) {
        Set<ProblemType> types = methods.problems(operation);
        types.addAll(EnumSet.of(ProblemType.NOT_ACCEPTABLE, ProblemType.INTERNAL, ProblemType.UNAVAILABLE));
        if (!methods.isPublic(operation)) {
            types.addAll(
                    EnumSet.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN, ProblemType.IDENTITY_NOT_LINKED));
        }
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            types.addAll(EnumSet.of(ProblemType.BODY_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        if (operation.getRequestBody() != null || hasParameter(operation, Parameter.In.QUERY, "")) {
            types.add(ProblemType.MALFORMED);
        }
        if (hasParameter(operation, Parameter.In.HEADER, "If-Match")) {
            types.addAll(EnumSet.of(ProblemType.PRECONDITION_REQUIRED, ProblemType.VERSION_STALE));
        }
        if (hasParameter(operation, Parameter.In.HEADER, "Idempotency-Key")) {
            types.addAll(EnumSet.of(ProblemType.IDEMPOTENCY_KEY_REQUIRED, ProblemType.IDEMPOTENCY_KEY_REUSED));
        }
        return types;
    }

    /** @param name of the parameter; empty: any */
    private static boolean hasParameter(Operation operation, Parameter.In in, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == in
                                && (name.isEmpty() || parameter.getName().equals(name)));
    }

    private static void describe(Operation operation, Set<ProblemType> types) {
        Map<Integer, Set<ProblemType>> byStatus = types.stream()
                .collect(Collectors.groupingBy(
                        ProblemType::status,
                        TreeMap::new,
                        Collectors.toCollection(() -> EnumSet.noneOf(ProblemType.class))));
        APIResponses responses = operation.getResponses();
        byStatus.forEach((status, ofStatus) -> {
            APIResponse own = responses.getAPIResponse(String.valueOf(status));
            if (own == null || own.getContent() == null) {
                responses.addAPIResponse(
                        String.valueOf(status),
                        ofStatus.size() == 1
                                ? OASFactory.createAPIResponse()
                                        .ref(RESPONSES
                                                + ofStatus.iterator().next().code())
                                : response(status, ofStatus));
            }
        });
    }

    private static APIResponse response(int status, Set<ProblemType> types) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        types.forEach(type ->
                problem.addExample(type.code(), OASFactory.createExample().ref(EXAMPLES + type.code())));
        Content content = OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem);
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "`" + type.code() + "`: " + type.title())
                        .collect(Collectors.joining("\n\n")))
                .content(content);
        if (status == ProblemType.UNAVAILABLE.status() || status == ProblemType.TOO_MANY_REQUESTS.status()) {
            response.addHeader("Retry-After", OASFactory.createHeader().ref("#/components/headers/Retry-After"));
        }
        return response;
    }
}
