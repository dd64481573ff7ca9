package org.tallystick.account;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.job.JobView;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Flag;

/** The limits of many accounts at once over HTTP. */
@Path("/v1/communities/{community}/limits/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class LimitsImportResource {
    private final ImportLimits importLimits;
    private final CurrentCaller current;

    LimitsImportResource(ImportLimits importLimits, CurrentCaller current) {
        this.importLimits = importLimits;
        this.current = current;
    }

    @POST
    @Blocking
    @Consumes("text/csv")
    @Requires(Permission.SET_LIMITS)
    @Operation(
            operationId = "importLimits",
            summary = "Sets the limits of up to 10,000 accounts of a CSV file",
            description =
                    "Columns: account, credit_limit, balance_cap (none for no cap) and reason. What is empty stays as it"
                            + " is. Nothing is set unless every row is in order; the same file sent again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Taken; see how it stands at Location",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response start(
            @PathParam("community") String community,
            @QueryParam("dryRun") List<String> dryRun,
            @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
                    byte[] file) {
        JobView job = importLimits.start(current.access(), file, Flag.read("dryRun", dryRun));
        return Response.accepted(job)
                .location(URI.create("/v1/communities/" + community + "/jobs/" + job.id()))
                .build();
    }
}
