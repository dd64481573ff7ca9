package org.tallystick.user;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.TokenVerifier;
import org.tallystick.web.Given;

/** The identities of other issuers that one's own login is linked to. */
@Path("/v1/me/identities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Oneself")
public class OwnIdentityResource {
    private final CurrentCaller current;
    private final TokenVerifier tokens;
    private final LinkIdentity linking;

    OwnIdentityResource(CurrentCaller current, TokenVerifier tokens, LinkIdentity linking) {
        this.current = current;
        this.tokens = tokens;
        this.linking = linking;
    }

    /**
     * An access token of the other issuer, which shows that the identity is one's own.
     *
     * @param password again, where the login has one
     * @param otp a code, where the login has a second factor
     */
    @Schema(name = "IdentityLink")
    public record LinkRequest(
            @Nullable String token,
            @Nullable String password,
            @Nullable String otp) {
        @Override
        public String toString() {
            return "LinkRequest";
        }
    }

    /** A login of another issuer. */
    @Schema(name = "Identity")
    public record IdentityView(UUID id, String issuer, String subject, Instant linkedAt) {}

    /** All that one is linked to. */
    @Schema(name = "Identities")
    public record Listing(List<IdentityView> identities) {}

    @GET
    @Requires(Permission.MANAGE_ONESELF)
    @Operation(operationId = "listIdentities", summary = "With which logins of other issuers one may come in")
    @APIResponse(
            responseCode = "200",
            description = "The identities",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list() {
        return new Listing(linking.all(current.caller()).stream()
                .map(one -> new IdentityView(one.id(), one.issuer(), one.subject(), one.linkedAt()))
                .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @Operation(operationId = "linkIdentity", summary = "Links a login of another issuer to one's own")
    @APIResponse(responseCode = "204", description = "Linked; its tokens are one's own from now on")
    public void link(@Nullable LinkRequest body, @Context HttpServerRequest http) {
        LinkRequest request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        String token = errors.required("token", request.token(), "");
        errors.throwIfAny();
        linking.link(current.caller(), identity(token), request.password(), request.otp(), ClientAddress.of(http));
    }

    @DELETE
    @Path("/{identity}")
    @Requires(Permission.MANAGE_ONESELF)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "unlinkIdentity", summary = "Unlinks it; whatever came in with it is out at once")
    @APIResponse(responseCode = "204", description = "Unlinked")
    public void unlink(@Parameter(description = "The id of the identity") @PathParam("identity") String identity) {
        boolean own = Uuids.find(identity)
                .filter(id -> linking.unlink(current.caller(), id))
                .isPresent();
        if (!own) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "You are linked to no such identity.");
        }
    }

    private ExternalIdentity identity(String token) {
        Optional<ExternalIdentity> identity;
        try {
            identity = tokens.verify(token).identity();
        } catch (ProblemException e) {
            identity = Optional.empty();
        }
        return identity.orElseThrow(() -> Problem.ofField(
                        ProblemType.MALFORMED,
                        "token",
                        "malformed",
                        "is no good access token of an issuer that is configured here")
                .asException());
    }
}
