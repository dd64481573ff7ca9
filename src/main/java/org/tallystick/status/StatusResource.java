package org.tallystick.status;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.tallystick.security.Public;

/** Beside health and metrics, which the inside alone can reach; so it is no part of the API. */
@Path("/q/status")
@Produces({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
public class StatusResource {
    private static final String CONTENT_POLICY = "Content-Security-Policy";

    private final ReadStatus readStatus;

    StatusResource(ReadStatus readStatus) {
        this.readStatus = readStatus;
    }

    /**
     * 200 whatever is wrong: that it can be told is well.
     *
     * @param answer whose headers are set already; of two policies, the browser would heed both
     */
    @GET
    @Public
    @Operation(hidden = true)
    public CompletionStage<Response> status(@Context HttpHeaders headers, @Context HttpServerResponse answer) {
        answer.headers().set(CONTENT_POLICY, StatusPage.CONTENT_POLICY);
        StatusFormat format = StatusFormat.of(headers.getAcceptableMediaTypes());
        return readStatus
                .read()
                .thenApply(status -> Response.ok(format.form(status), format.type())
                        .header(StatusCommand.STATE, status.state().code())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build());
    }
}
