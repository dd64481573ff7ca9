package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.member.EmailAddress;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.OptionalBody;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** The logins of the installation, for its operators. */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Installation")
public class UserResource {
    private final CurrentCaller current;
    private final DisableUser disabling;
    private final InviteUser inviting;

    UserResource(CurrentCaller current, DisableUser disabling, InviteUser inviting) {
        this.current = current;
        this.disabling = disabling;
        this.inviting = inviting;
    }

    /** @param email where to send it; absent: the token is in the answer, to be handed over */
    @Schema(name = "LoginInvitationRequest")
    public record LoginInvitationRequest(@Nullable String email) implements OptionalBody {
        static final LoginInvitationRequest EMPTY = new LoginInvitationRequest(null);
    }

    /** Active or disabled, and why. */
    @Schema(name = "UserStatus")
    public record StatusRequest(
            @Nullable String status, @Nullable String reason) {}

    /**
     * A login.
     *
     * @param secondFactor whether it asks for a code beside the password
     * @param communities where it has a say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "User")
    public record UserView(
            String username,
            String status,
            boolean operator,
            boolean secondFactor,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            List<String> communities) {}

    @GET
    @Path("/{username}")
    @Requires(Permission.MANAGE_USERS)
    @Operation(operationId = "getUser", summary = "A login of the installation")
    @APIResponse(
            responseCode = "200",
            description = "The login",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public UserView get(@Parameter(description = "The login") @PathParam("username") String username) {
        return disabling.find(username);
    }

    @PUT
    @Path("/{username}/status")
    @Requires(Permission.MANAGE_USERS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "setUserStatus", summary = "Disables a login, with the next request, or enables it again")
    @APIResponse(
            responseCode = "200",
            description = "Set; all sessions of a disabled login have ended",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public UserView setStatus(
            @Parameter(description = "The login") @PathParam("username") String username,
            @Nullable StatusRequest body) {
        StatusRequest request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        boolean active =
                errors.read("status", request.status(), UserResource::isActive).orElse(true);
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        disabling.set(current.caller(), username, active, reason);
        return disabling.find(username);
    }

    @POST
    @Path("/{username}/invitation")
    @Requires(Permission.MANAGE_USERS)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LoginInvitationRequest.class)))
    @Operation(
            operationId = "inviteUser",
            summary = "Invites whoever a login belongs to, another operator's too, to choose a password")
    @APIResponse(
            responseCode = "201",
            description = "Invited; the token is shown this once, unless it was sent by mail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Invitation.class)))
    public Response invite(
            @Parameter(description = "The login") @PathParam("username") String username,
            @Nullable LoginInvitationRequest body) {
        LoginInvitationRequest request = body == null ? LoginInvitationRequest.EMPTY : body;
        FieldErrors errors = new FieldErrors();
        Optional<String> email = errors.readIfPresent("email", request.email(), EmailAddress::new)
                .map(EmailAddress::value);
        errors.throwIfAny();
        Invitation invited = inviting.invite(current.caller(), username, email);
        return Response.status(Response.Status.CREATED).entity(invited).build();
    }

    private static boolean isActive(String text) {
        return switch (text) {
            case "active" -> true;
            case "disabled" -> false;
            default -> throw new IllegalArgumentException("must be active or disabled");
        };
    }
}
