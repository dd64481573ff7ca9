package org.tallystick.user;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.mail.Recipient;
import org.tallystick.member.EmailAddress;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.TotpSecret;
import org.tallystick.user.ChangeOwnLogin.Proof;
import org.tallystick.web.Given;

/** What people change of their own login: the password, the e-mail address, the second factor and the codes on paper. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Oneself")
public class OwnLoginResource {
    private static final String ISSUER = "Tallystick";

    private final CurrentCaller current;
    private final ChangeOwnLogin changing;

    OwnLoginResource(CurrentCaller current, ChangeOwnLogin changing) {
        this.current = current;
        this.changing = changing;
    }

    /** The password that is, and the one that shall be. */
    @Schema(name = "PasswordChange")
    public record PasswordChange(
            @Nullable String password,
            @Nullable String otp,
            @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    /** Where to write from now on. */
    @Schema(name = "EmailChange")
    public record EmailChange(
            @Nullable String password,
            @Nullable String otp,
            @Nullable String email) {
        @Override
        public String toString() {
            return "EmailChange";
        }
    }

    /** The password again, with a code where there is a second factor. */
    @Schema(name = "LoginProof")
    public record LoginProof(
            @Nullable String password, @Nullable String otp) {
        @Override
        public String toString() {
            return "LoginProof";
        }
    }

    /** What the authenticator app shows. */
    @Schema(name = "SecondFactorCode")
    public record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code";
        }
    }

    /** One-time codes, to be printed; shown this once. */
    @Schema(name = "RecoveryCodes")
    public record RecoveryCodes(List<String> codes) {
        @Override
        public String toString() {
            return "RecoveryCodes";
        }
    }

    /**
     * The secret of a second factor; shown this once.
     *
     * @param secret for those who type it into their app
     * @param uri for a QR code
     */
    @Schema(name = "SecondFactor")
    public record NewSecondFactor(String secret, String uri) {
        @Override
        public String toString() {
            return "NewSecondFactor";
        }
    }

    @PUT
    @Path("/password")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "changePassword", summary = "Another password; all other sessions end")
    @APIResponse(responseCode = "204", description = "Changed")
    public void changePassword(@Nullable PasswordChange body, @Context HttpServerRequest http) {
        PasswordChange request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        String wanted = errors.required("newPassword", request.newPassword(), "");
        Proof proof = proof(errors, request.password(), request.otp(), http);
        changing.changePassword(current.caller(), proof, wanted);
    }

    @PUT
    @Path("/email")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @Operation(
            operationId = "changeEmail",
            summary = "Another e-mail address, which holds once the letter to it was answered")
    @APIResponse(responseCode = "202", description = "A letter is on its way")
    public Response changeEmail(@Nullable EmailChange body, @Context HttpServerRequest http) {
        EmailChange request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        Optional<EmailAddress> email = errors.read("email", request.email(), OwnLoginResource::email);
        Proof proof = proof(errors, request.password(), request.otp(), http);
        changing.askToConfirm(current.caller(), proof, email.orElseThrow().value());
        return Response.accepted().build();
    }

    @POST
    @Path("/recovery-codes")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.TOO_MANY_REQUESTS})
    @Operation(
            operationId = "makeRecoveryCodes",
            summary = "Ten one-time codes to print, for a lost password or second factor; those before are void")
    @APIResponse(
            responseCode = "201",
            description = "The codes, shown this once",
            content = @Content(schema = @Schema(implementation = RecoveryCodes.class)))
    public Response makeRecoveryCodes(@Nullable LoginProof body, @Context HttpServerRequest http) {
        LoginProof request = Given.body(body);
        Proof proof = proof(new FieldErrors(), request.password(), request.otp(), http);
        return created(new RecoveryCodes(changing.newRecoveryCodes(current.caller(), proof)));
    }

    @POST
    @Path("/totp")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "beginSecondFactor", summary = "The secret for an authenticator app (RFC 6238)")
    @APIResponse(
            responseCode = "201",
            description = "The secret, shown this once; in force when a code was confirmed",
            content = @Content(schema = @Schema(implementation = NewSecondFactor.class)))
    public Response beginSecondFactor(@Nullable LoginProof body, @Context HttpServerRequest http) {
        LoginProof request = Given.body(body);
        Caller caller = current.caller();
        Proof proof = proof(new FieldErrors(), request.password(), request.otp(), http);
        TotpSecret secret = changing.beginSecondFactor(caller, proof);
        return created(new NewSecondFactor(secret.base32(), secret.uri(ISSUER, caller.name())));
    }

    @PUT
    @Path("/totp")
    @Requires(Permission.MANAGE_ONESELF)
    @Operation(operationId = "confirmSecondFactor", summary = "Puts the second factor in force, by a code of it")
    @APIResponse(responseCode = "204", description = "From now on the login asks for a code")
    public void confirmSecondFactor(@Nullable Code body) {
        FieldErrors errors = new FieldErrors();
        String code = errors.required("code", Given.body(body).code(), "");
        errors.throwIfAny();
        changing.confirmSecondFactor(current.caller(), code);
    }

    @POST
    @Path("/totp/removal")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "removeSecondFactor", summary = "The login asks for no code any more")
    @APIResponse(responseCode = "204", description = "Removed")
    public void removeSecondFactor(@Nullable LoginProof body, @Context HttpServerRequest http) {
        LoginProof request = Given.body(body);
        changing.removeSecondFactor(
                current.caller(), proof(new FieldErrors(), request.password(), request.otp(), http));
    }

    /** One that a letter can go to. */
    private static EmailAddress email(String text) {
        EmailAddress email = new EmailAddress(text);
        Recipient recipient = new Recipient(email.value());
        return new EmailAddress(recipient.address());
    }

    private static Proof proof(
            FieldErrors errors, @Nullable String password, @Nullable String otp, HttpServerRequest http) {
        String given = errors.required("password", password, "");
        errors.throwIfAny();
        return new Proof(given, otp, ClientAddress.of(http));
    }

    private static Response created(Object body) {
        return Response.status(Response.Status.CREATED).entity(body).build();
    }
}
