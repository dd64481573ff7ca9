package org.tallystick.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place that answers every failure of a request. */
public class ProblemMapper {
    /** How long a caller waits who is told nothing more exact, in seconds. */
    private static final int RETRY_AFTER = 1;

    @ServerExceptionMapper
    public Response answer(ProblemException failure) {
        return toResponse(failure.problem());
    }

    /** The framework's own refusals: unknown addresses, methods and formats. */
    @ServerExceptionMapper
    public Response answer(WebApplicationException failure) {
        Response meant = failure.getResponse();
        if (meant.getStatus() < 400) {
            return meant;
        }
        Response.ResponseBuilder builder = Response.fromResponse(toResponse(Problems.of(failure)));
        Object allowed = meant.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allowed != null) {
            builder.header(HttpHeaders.ALLOW, allowed);
        }
        return builder.build();
    }

    @ServerExceptionMapper
    public Response answer(Throwable failure) {
        return toResponse(Problems.of(failure));
    }

    /** The problem as HTTP sends it, with the headers that belong to its status. */
    public static Response toResponse(Problem problem) {
        Response.ResponseBuilder builder = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toBody());
        switch (problem.type()) {
            case UNAUTHENTICATED -> builder.header(HttpHeaders.WWW_AUTHENTICATE, challenge(problem));
            case TOO_MANY_REQUESTS, UNAVAILABLE ->
                builder.header(HttpHeaders.RETRY_AFTER, problem.members().getOrDefault("retryAfter", RETRY_AFTER));
            default -> {}
        }
        return builder.build();
    }

    /** RFC 6750 §3: a request that brought no token is not told of an error. */
    private static String challenge(Problem problem) {
        Object error = problem.members().get("error");
        return "Bearer realm=\"tallystick\"" + (error == null ? "" : ", error=\"" + error + "\"");
    }
}
