package org.tallystick.export;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.job.JobView;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** Exports over HTTP. */
@Path("/v1/communities/{community}/exports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Statements")
public class ExportsResource {
    private final StartExport startExport;
    private final CurrentCaller current;

    ExportsResource(StartExport startExport, CurrentCaller current) {
        this.startExport = startExport;
        this.current = current;
    }

    @POST
    @Blocking
    @Requires(value = Permission.SEE_STATEMENTS, whenClosed = true)
    @MayAnswer(ProblemType.TOO_MANY_REQUESTS)
    @Operation(
            operationId = "startExport",
            summary = "Has a file made that takes its time",
            description =
                    "A job makes it, and outlasts the service that took it. Whoever may see a statement, or export the community, may have"
                            + " it exported; that is looked at when it is asked for, when it is made, and when it is fetched.")
    @APIResponse(
            responseCode = "202",
            description = "Taken; see how it stands at Location",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response start(@PathParam("community") String community, @Nullable NewExport request) {
        JobView job = startExport.start(current.access(), Given.body(request));
        return Response.accepted(job)
                .location(URI.create("/v1/communities/" + community + "/jobs/" + job.id()))
                .build();
    }
}
