package org.tallystick.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.openapi.ApiDocument.Operation;

/**
 * Whatever any test is answered over HTTP is held against openapi.yaml: the status, the media type, the code of a problem
 * and the form of the body must be documented for that operation. What belongs to no operation (addresses that are not
 * there, methods that an address does not offer, resources of the tests) is let through.
 */
public final class DocumentedAnswers implements Filter, QuarkusTestBeforeEachCallback {
    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    /** Of a file that is of whatever kind was asked for. */
    private static final String ANY = "*/*";

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(DocumentedAnswers.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String path = URI.create(request.getURI()).getPath();
        check(request.getMethod(), path, response.statusCode(), response.contentType(), response.asString());
        return response;
    }

    public static void check(String method, String path, int status, @Nullable String contentType, String body) {
        Optional<Operation> operation = DOCUMENT.find(method, path);
        if (operation.isEmpty() || method.equals("HEAD")) {
            return;
        }
        String what = operation.get() + " answered " + status + " " + contentType + " " + body;
        JsonNode response = DOCUMENT.response(operation.get(), status);
        assertThat(response.isMissingNode()).as("not documented: %s", what).isFalse();
        if (body.isEmpty()) {
            return;
        }
        String mediaType = String.valueOf(contentType).split(";", 2)[0];
        if (status < 300 && response.path("content").has(ANY)) {
            return;
        }
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode()).as("not documented: %s", what).isFalse();
        if (!mediaType.endsWith("json")) {
            return;
        }
        JsonNode value = parse(body);
        assertThat(DOCUMENT.faults(content.path("schema"), value)).as(what).isEmpty();
        if (mediaType.equals(PROBLEM)) {
            assertThat(content.path("examples").has(value.path("code").asText()))
                    .as("not documented: %s", what)
                    .isTrue();
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
