package org.tallystick.token;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.Public;
import org.tallystick.security.SecurityMetrics;

/** The token endpoint of RFC 6749 and the revocation of RFC 7009. */
@Path("/oauth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
public class TokenResource {
    private static final String OTHER = "other";

    private final PasswordGrant passwords;
    private final ClientCredentialsGrant clients;
    private final RefreshGrant refreshes;
    private final RevokeToken revocation;
    private final SecurityMetrics metrics;

    TokenResource(
            PasswordGrant passwords,
            ClientCredentialsGrant clients,
            RefreshGrant refreshes,
            RevokeToken revocation,
            SecurityMetrics metrics) {
        this.passwords = passwords;
        this.clients = clients;
        this.refreshes = refreshes;
        this.revocation = revocation;
        this.metrics = metrics;
    }

    @POST
    @Path("/token")
    @Public
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "issueToken", summary = "An access token, for a person or a program")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(ref = "TokenForm")))
    @SecurityRequirement(name = "clientSecret")
    @APIResponse(
            responseCode = "200",
            description = "The token; a person gets a refresh token too",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TokenResponse.class)))
    @APIResponse(
            responseCode = "400",
            description = "What the form lacks, or a grant that is not good (RFC 6749)",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    @APIResponse(
            responseCode = "401",
            description = "The client is not known, or its secret is wrong",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    @APIResponse(
            responseCode = "429",
            description = "Too many attempts; wait as Retry-After says",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    @APIResponse(
            responseCode = "503",
            description = "Too many logins at once; send it again",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    public Response token(
            MultivaluedMap<String, String> form,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request) {
        String grant = OTHER;
        try {
            grant = known(parameter(form, "grant_type"));
            TokenResponse response = grant(grant, form, authorization, request);
            metrics.token(grant, "issued");
            return OAuthAnswers.ok(response);
        } catch (OAuthException e) {
            metrics.token(grant, e.error().code());
            return OAuthAnswers.of(e);
        } catch (ProblemException e) {
            metrics.token(grant, e.problem().type().code());
            return OAuthAnswers.of(e.problem());
        }
    }

    @POST
    @Path("/revoke")
    @Public
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "revokeToken", summary = "Ends the session of a refresh token, as RFC 7009 says")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(ref = "RevocationForm")))
    @APIResponse(responseCode = "200", description = "It is void now, whatever it was")
    @APIResponse(
            responseCode = "400",
            description = "The form lacks the token",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    @APIResponse(
            responseCode = "503",
            description = "Send it again",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "OAuthError")))
    public Response revoke(MultivaluedMap<String, String> form) {
        try {
            revocation.revoke(parameter(form, "token"));
            return Response.ok().build();
        } catch (OAuthException e) {
            return OAuthAnswers.of(e);
        } catch (ProblemException e) {
            return OAuthAnswers.of(e.problem());
        }
    }

    private TokenResponse grant(
            String grant,
            MultivaluedMap<String, String> form,
            @Nullable String authorization,
            HttpServerRequest request) {
        String address = ClientAddress.of(request);
        return switch (grant) {
            case "password" ->
                passwords.grant(
                        parameter(form, "username"),
                        parameter(form, "password"),
                        optional(form, "otp"),
                        Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)),
                        address);
            case "refresh_token" -> refreshes.grant(parameter(form, "refresh_token"), address);
            case "client_credentials" ->
                clients.grant(
                        BasicCredentials.of(authorization)
                                .orElseThrow(() -> new OAuthException(
                                        OAuthException.Error.INVALID_CLIENT,
                                        "Send the client's name and secret by HTTP Basic.")),
                        optional(form, "scope"),
                        address);
            default ->
                throw new OAuthException(
                        OAuthException.Error.UNSUPPORTED_GRANT_TYPE,
                        "The grant_type is one of password, client_credentials and refresh_token.");
        };
    }

    /** One of a short list, for it names a metric too. */
    private static String known(String grant) {
        return List.of("password", "client_credentials", "refresh_token").contains(grant) ? grant : OTHER;
    }

    private static String parameter(MultivaluedMap<String, String> form, String name) {
        String value = optional(form, name);
        if (value == null || value.isEmpty()) {
            throw new OAuthException(OAuthException.Error.INVALID_REQUEST, "The parameter " + name + " is missing.");
        }
        return value;
    }

    private static @Nullable String optional(MultivaluedMap<String, String> form, String name) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new OAuthException(
                    OAuthException.Error.INVALID_REQUEST, "The parameter " + name + " stands there twice.");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
