package org.tallystick.security;

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
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;
import org.tallystick.security.AppointAdministrator.Appointed;

/** The administrators of a community. */
@Path("/v1/communities/{community}/administrators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
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
    public record AppointmentRequest(
            @Nullable String username, @Nullable String reason) {}

    /** @param invitation shown once, to be handed to the person */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AdministratorView(
            String username, @Nullable Invitation invitation) {
        static AdministratorView of(Appointed appointed) {
            return new AdministratorView(
                    appointed.username(), appointed.invitation().orElse(null));
        }
    }

    @POST
    @Requires(Permission.APPOINT_ADMINISTRATORS)
    public Response appoint(AppointmentRequest request) {
        FieldErrors errors = new FieldErrors();
        String username =
                errors.read("username", request.username(), Usernames::read).orElse("");
        String reason = reason(errors, request.reason());
        errors.throwIfAny();
        Appointed appointed = appointment.appoint(current.access(), username, reason);
        return Response.status(Response.Status.CREATED)
                .entity(AdministratorView.of(appointed))
                .build();
    }

    @DELETE
    @Path("/{username}")
    @Requires(Permission.APPOINT_ADMINISTRATORS)
    public void dismiss(@PathParam("username") String username, @QueryParam("reason") @Nullable String why) {
        FieldErrors errors = new FieldErrors();
        String reason = reason(errors, why);
        errors.throwIfAny();
        dismissal.dismiss(current.access(), username, reason);
    }

    static String reason(FieldErrors errors, @Nullable String text) {
        return errors.read("reason", text, reason -> Text.read(reason, LONGEST_REASON))
                .orElse("");
    }
}
