package org.tallystick.token;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemMapper;

/** Answers of the token endpoint: in the words of RFC 6749, and never kept by anything between. */
final class OAuthAnswers {
    private static final String PRAGMA = "Pragma";

    private OAuthAnswers() {}

    static Response ok(TokenResponse response) {
        return unkept(Response.ok(response)).build();
    }

    static Response of(OAuthException refusal) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", refusal.error().code());
        body.put("error_description", String.valueOf(refusal.getMessage()));
        Response.ResponseBuilder builder =
                unkept(Response.status(refusal.error().status())
                        .type(MediaType.APPLICATION_JSON)
                        .entity(body));
        if (refusal.error() == OAuthException.Error.INVALID_CLIENT) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tallystick\"");
        }
        return builder.build();
    }

    /** Too many attempts, or too many at once: a problem that a client of RFC 6749 reads too. */
    static Response of(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", "temporarily_unavailable");
        body.put("error_description", problem.detail());
        body.putAll(problem.toBody());
        return unkept(Response.fromResponse(ProblemMapper.toResponse(problem))
                        .type(MediaType.APPLICATION_JSON)
                        .entity(body))
                .build();
    }

    private static Response.ResponseBuilder unkept(Response.ResponseBuilder builder) {
        return builder.header(HttpHeaders.CACHE_CONTROL, "no-store").header(PRAGMA, "no-cache");
    }
}
