package org.tallystick.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** The jobs of a community over HTTP. */
@Path("/v1/communities/{community}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class JobResource {
    private final CommunityJobs jobs;
    private final CancelJob cancelJob;
    private final CurrentCaller current;

    JobResource(CommunityJobs jobs, CancelJob cancelJob, CurrentCaller current) {
        this.jobs = jobs;
        this.cancelJob = cancelJob;
        this.current = current;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Jobs")
    public record Page(List<JobView> jobs, @Nullable String nextCursor) {}

    @GET
    @Blocking
    @Requires(Permission.SEE_JOBS)
    @Operation(
            operationId = "listJobs",
            summary = "The jobs that one has asked for; all of the community's for those who see all")
    @APIResponse(
            responseCode = "200",
            description = "The newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("community") String community,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<JobView> found = jobs.list(current.access(), before.orElse(Ids.LAST), size + 1);
        return new Page(
                found.stream().limit(size).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
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
        return jobs.visible(current.access(), id);
    }

    @DELETE
    @Path("{id}")
    @Blocking
    @Requires(value = Permission.CANCEL_JOBS, whenClosed = true)
    @MayAnswer(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "cancelJob",
            summary = "Cancels an export, or deletes its result",
            description =
                    "Running work stops within seconds, on whichever instance. What is cancelled already, or has failed, stays as it is."
                            + " An import cannot be cancelled.")
    @APIResponse(responseCode = "204", description = "It is cancelled, or its result deleted")
    public void cancel(
            @PathParam("community") String community,
            @Parameter(description = "The id of the job") @PathParam("id") UUID id) {
        cancelJob.cancel(current.access(), id);
    }
}
