package org.tallystick.role;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.user.Usernames;
import org.tallystick.web.Given;

/** Who looks after the members of a group. {@code /roles} lists them. */
@Path("/v1/communities/{community}/groups/{group}/administrators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class LocalAdministratorResource {
    private final CurrentCaller current;
    private final LocalAdministrators administrators;

    LocalAdministratorResource(CurrentCaller current, LocalAdministrators administrators) {
        this.current = current;
        this.administrators = administrators;
    }

    /** Whom to appoint, and why. */
    @Schema(name = "LocalAppointment")
    public record LocalAppointment(
            @Nullable String username, @Nullable String reason) {}

    @POST
    @Requires(Permission.MANAGE_ROLES)
    @Operation(operationId = "appointLocalAdministrator", summary = "Makes somebody administrator of a group")
    @APIResponse(
            responseCode = "201",
            description = "Appointed; with an invitation if there was no such login",
            content = @Content(schema = @Schema(implementation = Appointment.class)))
    public Response appoint(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String group,
            @Nullable LocalAppointment body) {
        LocalAppointment request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        String username =
                errors.read("username", request.username(), Usernames::read).orElse("");
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        Appointment appointed = administrators.appoint(current.access(), group, username, reason);
        return Response.status(Response.Status.CREATED).entity(appointed).build();
    }

    @DELETE
    @Path("/{username}")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(
            operationId = "dismissLocalAdministrator",
            summary = "Takes the group from its administrator; anybody may give it up themselves")
    @APIResponse(responseCode = "204", description = "Dismissed")
    public void dismiss(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String group,
            @Parameter(description = "The login") @PathParam("username") String username,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Reason reason = Reason.given(why);
        administrators.dismiss(current.access(), group, username, reason);
    }
}
