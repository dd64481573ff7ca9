package org.tallystick.user;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.Public;

/** Where an invited person chooses a password. */
@Path("/v1/invitations/acceptance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class AcceptanceResource {
    private static final int LONGEST_TOKEN = 200;

    private final AcceptInvitation acceptance;

    AcceptanceResource(AcceptInvitation acceptance) {
        this.acceptance = acceptance;
    }

    /** The invitation, and the password that the login shall have. */
    @Schema(name = "Acceptance")
    public record AcceptanceRequest(
            @Nullable String token, @Nullable String password) {
        /** Without both, for whoever logs it. */
        @Override
        public String toString() {
            return "AcceptanceRequest";
        }
    }

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "acceptInvitation", summary = "Sets the password of an invited login")
    @APIResponse(responseCode = "204", description = "Set; log in at /oauth/token")
    public void accept(AcceptanceRequest request, @Context HttpServerRequest http) {
        FieldErrors errors = new FieldErrors();
        String token =
                errors.read("token", request.token(), AcceptanceResource::token).orElse("");
        String password = errors.required("password", request.password(), "");
        errors.throwIfAny();
        acceptance.accept(token, password, ClientAddress.of(http));
    }

    private static String token(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            throw new IllegalArgumentException("is no invitation's token");
        }
        return text;
    }
}
