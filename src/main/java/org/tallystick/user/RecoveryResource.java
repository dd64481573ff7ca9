package org.tallystick.user;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
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
import org.tallystick.web.Given;

/** Ways back into a login that somebody has lost the password of, and the confirmation of an e-mail address. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Oneself")
public class RecoveryResource {
    private static final int LONGEST_LOGIN = 254;
    private static final int LONGEST_TOKEN = 200;

    private final ResetPassword reset;
    private final RecoverLogin recovery;
    private final ChangeOwnLogin changing;

    RecoveryResource(ResetPassword reset, RecoverLogin recovery, ChangeOwnLogin changing) {
        this.reset = reset;
        this.recovery = recovery;
        this.changing = changing;
    }

    /** The login's name, or the e-mail address that it has confirmed. */
    @Schema(name = "PasswordReset")
    public record ResetRequest(@Nullable String login) {}

    /** The token of the letter, and the password that shall be. */
    @Schema(name = "PasswordResetAcceptance")
    public record ResetAcceptance(
            @Nullable String token, @Nullable String password) {
        @Override
        public String toString() {
            return "ResetAcceptance";
        }
    }

    /** One of the codes that were printed, and the password that shall be. */
    @Schema(name = "Recovery")
    public record RecoveryRequest(
            @Nullable String username,
            @Nullable String code,
            @Nullable String password) {
        @Override
        public String toString() {
            return "RecoveryRequest";
        }
    }

    /** The token of the letter. */
    @Schema(name = "EmailConfirmation")
    public record Confirmation(@Nullable String token) {
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    @POST
    @Path("/password-resets")
    @Public
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "askPasswordReset", summary = "Sends a letter by which the password can be set anew")
    @APIResponse(
            responseCode = "202",
            description = "If there is such a login with a confirmed address, a letter is on its way")
    public Response ask(@Nullable ResetRequest body) {
        FieldErrors errors = new FieldErrors();
        Optional<String> login = errors.read("login", Given.body(body).login(), text -> bounded(text, LONGEST_LOGIN));
        errors.throwIfAny();
        reset.ask(login.orElseThrow());
        return Response.accepted().build();
    }

    @POST
    @Path("/password-resets/acceptance")
    @Public
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "resetPassword", summary = "Sets a new password by the token of the letter")
    @APIResponse(
            responseCode = "204",
            description = "Set; all sessions have ended, and a second factor is in force still")
    public void reset(@Nullable ResetAcceptance body, @Context HttpServerRequest http) {
        ResetAcceptance request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        Optional<String> token = errors.read("token", request.token(), text -> bounded(text, LONGEST_TOKEN));
        String password = errors.required("password", request.password(), "");
        errors.throwIfAny();
        reset.accept(token.orElseThrow(), password, ClientAddress.of(http));
    }

    @POST
    @Path("/recoveries")
    @Public
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.TOO_MANY_REQUESTS})
    @Operation(
            operationId = "recoverLogin",
            summary = "Sets a new password by a code on paper, where there is no e-mail")
    @APIResponse(
            responseCode = "204",
            description = "Set; all sessions have ended, and a second factor is in force still")
    public void recover(@Nullable RecoveryRequest body, @Context HttpServerRequest http) {
        RecoveryRequest request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        Optional<String> username = errors.read("username", request.username(), Usernames::read);
        Optional<String> code = errors.read("code", request.code(), text -> bounded(text, LONGEST_TOKEN));
        String password = errors.required("password", request.password(), "");
        errors.throwIfAny();
        recovery.recover(username.orElseThrow(), code.orElseThrow(), password, ClientAddress.of(http));
    }

    @POST
    @Path("/email-confirmations")
    @Public
    @MayAnswer({ProblemType.NOT_FOUND})
    @Operation(operationId = "confirmEmail", summary = "Confirms an e-mail address by the token of the letter")
    @APIResponse(responseCode = "204", description = "Letters go there from now on")
    public void confirm(@Nullable Confirmation body) {
        FieldErrors errors = new FieldErrors();
        Optional<String> token = errors.read("token", Given.body(body).token(), text -> bounded(text, LONGEST_TOKEN));
        errors.throwIfAny();
        changing.confirmEmail(token.orElseThrow());
    }

    private static String bounded(String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("must have 1 to " + longest + " characters");
        }
        return text;
    }
}
