package org.tallystick.user;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Public;

/** Where an invited person chooses a password. */
@Path("/v1/invitations/acceptance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class AcceptanceResource {
    private static final int LONGEST_TOKEN = 200;

    private final AcceptInvitation acceptance;
    private final CurrentCaller current;

    AcceptanceResource(AcceptInvitation acceptance, CurrentCaller current) {
        this.acceptance = acceptance;
        this.current = current;
    }

    /**
     * The invitation.
     *
     * @param username of the login that is to be made; not needed where there is one
     * @param password that the login shall have; not needed with the access token of one that is to act for the member, or of
     *     another issuer
     */
    @Schema(name = "Acceptance")
    public record AcceptanceRequest(
            @Nullable String token,
            @Nullable String username,
            @Nullable String password) {
        /** Without the secrets, for whoever logs it. */
        @Override
        public String toString() {
            return "AcceptanceRequest";
        }
    }

    /** The login that the invitation was taken up with. */
    @Schema(name = "Accepted")
    public record Accepted(String username) {}

    @POST
    @Public(takesIdentity = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @MayAnswer({
        ProblemType.UNAUTHENTICATED,
        ProblemType.FORBIDDEN,
        ProblemType.NOT_FOUND,
        ProblemType.ALREADY_EXISTS,
        ProblemType.STATE_CONFLICT,
        ProblemType.COMMUNITY_CLOSED,
        ProblemType.TOO_MANY_REQUESTS
    })
    @Operation(
            operationId = "acceptInvitation",
            summary =
                    "Takes up an invitation: sets the password of a login, makes a login, or lets one act for a member")
    @APIResponse(
            responseCode = "200",
            description = "Taken up; log in at /oauth/token with the login that it names",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Accepted accept(AcceptanceRequest request, @Context HttpServerRequest http) {
        FieldErrors errors = new FieldErrors();
        String token =
                errors.read("token", request.token(), AcceptanceResource::token).orElse("");
        errors.throwIfAny();
        String username = acceptance.accept(
                new AcceptInvitation.Acceptance(token, request.username(), request.password()),
                current.ifKnown(),
                ClientAddress.of(http));
        return new Accepted(username);
    }

    private static String token(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            throw new IllegalArgumentException("is no invitation's token");
        }
        return text;
    }
}
