package org.tallystick.role;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.change.Reason;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.Role;
import org.tallystick.user.Usernames;
import org.tallystick.web.Given;

/** Who administers, audits and mediates in a community. */
@Path("/v1/communities/{community}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class RoleResource {
    private final CurrentCaller current;
    private final OfficeHolders holders;
    private final GiveRole giving;
    private final RoleApprovals approvals;
    private final TakeRole taking;

    RoleResource(
            CurrentCaller current, OfficeHolders holders, GiveRole giving, RoleApprovals approvals, TakeRole taking) {
        this.current = current;
        this.holders = holders;
        this.giving = giving;
        this.approvals = approvals;
        this.taking = taking;
    }

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "listRoles", summary = "Who holds which office")
    @APIResponse(
            responseCode = "200",
            description = "Everyone who holds an office, local administrators with their group",
            content = @Content(schema = @Schema(implementation = OfficeHolders.Listing.class)))
    public OfficeHolders.Listing list(@PathParam("community") String community) {
        return holders.of(current.access().community().id());
    }

    @POST
    @Requires(Permission.MANAGE_ROLES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "giveRole", summary = "Makes somebody administrator, auditor or mediator")
    @APIResponse(
            responseCode = "201",
            description = "Appointed; with an invitation if there was no such login",
            content = @Content(schema = @Schema(implementation = Appointment.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on anything",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response give(@PathParam("community") String community, @Nullable AppointmentRequest body) {
        AppointmentRequest request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        String username =
                errors.read("username", request.username(), Usernames::read).orElse("");
        Optional<Role> role = errors.read("role", request.role(), Office::read);
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        Optional<Approval> waits = approvals.ask(current.access(), username, role.orElseThrow(), reason);
        if (waits.isPresent()) {
            return Response.status(Response.Status.ACCEPTED).entity(waits.get()).build();
        }
        Appointment appointed = giving.give(current.access(), username, role.orElseThrow(), reason);
        return Response.status(Response.Status.CREATED).entity(appointed).build();
    }

    @DELETE
    @Path("/{role}/{username}")
    @Requires(Permission.SEE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "takeRole",
            summary = "Takes the role away, with the next request; anybody may give up their own")
    @APIResponse(responseCode = "204", description = "Taken")
    public void take(
            @PathParam("community") String community,
            @Parameter(description = "administrator, auditor or mediator") @PathParam("role") String role,
            @Parameter(description = "The login") @PathParam("username") String username,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Reason reason = Reason.given(why);
        Role office = Office.find(role)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such role."));
        taking.take(current.access(), username, office, reason);
    }
}
