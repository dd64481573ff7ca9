package org.tallystick.job;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** The jobs of a community over HTTP. */
@Path("/v1/communities/{community}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class JobResource {
    private final CommunityJobs jobs;
    private final CurrentCaller current;

    JobResource(CommunityJobs jobs, CurrentCaller current) {
        this.jobs = jobs;
        this.current = current;
    }

    @GET
    @Path("{id}")
    @Blocking
    @Requires(Permission.SEE_JOBS)
    @Operation(operationId = "getJob", summary = "How a job stands")
    @APIResponse(
            responseCode = "200",
            description = "How it stands",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public JobView one(
            @PathParam("community") String community,
            @Parameter(description = "The id of the job") @PathParam("id") UUID id) {
        Access access = current.access();
        return jobs.find(access.community().id(), id)
                .filter(job -> access.everywhere(Permission.SEE_JOBS)
                        || job.requestedBy().equals(access.caller().id()))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such job of yours here."));
    }
}
