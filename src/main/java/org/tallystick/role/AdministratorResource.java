package org.tallystick.role;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.role.AppointAdministrator.Appointed;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.user.Invitation;
import org.tallystick.user.Usernames;

/** The administrators of a community. */
@Path("/v1/communities/{community}/administrators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class AdministratorResource {
    static final int LONGEST_REASON = 500;

    private final CurrentCaller current;
    private final AppointAdministrator appointment;
    private final DismissAdministrator dismissal;

    AdministratorResource(CurrentCaller current, AppointAdministrator appointment, DismissAdministrator dismissal) {
        this.current = current;
        this.appointment = appointment;
        this.dismissal = dismissal;
    }

    /** Whom to appoint, and why. */
    @Schema(name = "Appointment")
    public record AppointmentRequest(
            @Nullable String username, @Nullable String reason) {}

    /** @param invitation shown once, to be handed to the person */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Administrator")
    public record AdministratorView(
            String username, @Nullable Invitation invitation) {
        static AdministratorView of(Appointed appointed) {
            return new AdministratorView(
                    appointed.username(), appointed.invitation().orElse(null));
        }
    }

    @POST
    @Requires(Permission.APPOINT_ADMINISTRATORS)
    @Operation(operationId = "appointAdministrator", summary = "Makes somebody an administrator")
    @APIResponse(
            responseCode = "201",
            description = "Appointed; with an invitation if there was no such login",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdministratorView.class)))
    public Response appoint(AppointmentRequest request) {
        FieldErrors errors = new FieldErrors();
        String username =
                errors.read("username", request.username(), Usernames::read).orElse("");
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        Appointed appointed = appointment.appoint(current.access(), username, reason);
        return Response.status(Response.Status.CREATED)
                .entity(AdministratorView.of(appointed))
                .build();
    }

    @DELETE
    @Path("/{username}")
    @Requires(Permission.APPOINT_ADMINISTRATORS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "dismissAdministrator", summary = "Takes the role away, with the next request")
    @APIResponse(responseCode = "204", description = "Dismissed")
    public void dismiss(
            @Parameter(description = "The login") @PathParam("username") String username,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        FieldErrors errors = new FieldErrors();
        Reason reason = Reason.read(errors, why);
        errors.throwIfAny();
        dismissal.dismiss(current.access(), username, reason);
    }
}
