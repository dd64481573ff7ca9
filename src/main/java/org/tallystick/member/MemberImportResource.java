package org.tallystick.member;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.job.JobView;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Flag;

/** Many members at once over HTTP. */
@Path("/v1/communities/{community}/members/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class MemberImportResource {
    private final ImportMembers importMembers;
    private final CurrentCaller current;

    MemberImportResource(ImportMembers importMembers, CurrentCaller current) {
        this.importMembers = importMembers;
        this.current = current;
    }

    @POST
    @Blocking
    @Consumes("text/csv")
    @Requires(Permission.ENROL_MEMBERS)
    @Operation(
            operationId = "importMembers",
            summary = "Enrols up to 10,000 members of a CSV file, all or none",
            description =
                    "Columns: handle, name, kind; and where wanted email, joined, credit_limit, balance_cap (none for no"
                            + " cap) and groups (codes, apart by spaces). Somebody who is a member already gets the name, the"
                            + " kind, the e-mail address and the groups of the file; limits and the day of joining are those of"
                            + " new members alone. The same file sent again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Taken; see how it stands at Location",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response start(
            @PathParam("community") String community,
            @QueryParam("dryRun") List<String> dryRun,
            @Parameter(description = "Why; it is kept with who and when") @QueryParam("reason") @Nullable String reason,
            @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
                    byte[] file) {
        JobView job = importMembers.start(current.access(), file, Flag.read("dryRun", dryRun), Reason.given(reason));
        return Response.accepted(job)
                .location(URI.create("/v1/communities/" + community + "/jobs/" + job.id()))
                .build();
    }
}
