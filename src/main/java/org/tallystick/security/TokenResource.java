package org.tallystick.security;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;

/** The token endpoint of RFC 6749, revocation of RFC 7009, and the keys of RFC 7517. */
@Path("/oauth")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String KEYS_ARE_GOOD_FOR = "public, max-age=300";
    private static final String OTHER = "other";

    private final PasswordGrant passwords;
    private final ClientCredentialsGrant clients;
    private final RefreshGrant refreshes;
    private final RevokeToken revocation;
    private final SigningKeys keys;
    private final SecurityMetrics metrics;

    TokenResource(
            PasswordGrant passwords,
            ClientCredentialsGrant clients,
            RefreshGrant refreshes,
            RevokeToken revocation,
            SigningKeys keys,
            SecurityMetrics metrics) {
        this.passwords = passwords;
        this.clients = clients;
        this.refreshes = refreshes;
        this.revocation = revocation;
        this.keys = keys;
        this.metrics = metrics;
    }

    @POST
    @Path("/token")
    @Public
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            MultivaluedMap<String, String> form,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request) {
        String grant = OTHER;
        try {
            grant = known(parameter(form, "grant_type"));
            TokenResponse response = grant(grant, form, authorization, ClientAddress.of(request));
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
    public Response revoke(MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        try {
            revocation.revoke(parameter(form, "token"), ClientAddress.of(request));
            return Response.ok().build();
        } catch (OAuthException e) {
            return OAuthAnswers.of(e);
        } catch (ProblemException e) {
            return OAuthAnswers.of(e.problem());
        }
    }

    @GET
    @Path("/jwks")
    @Public
    public Response jwks() {
        List<Map<String, String>> all =
                keys.verifying().stream().map(JsonWebKeys::of).toList();
        return Response.ok(Map.of("keys", all))
                .header(HttpHeaders.CACHE_CONTROL, KEYS_ARE_GOOD_FOR)
                .build();
    }

    private TokenResponse grant(
            String grant, MultivaluedMap<String, String> form, @Nullable String authorization, String address) {
        return switch (grant) {
            case "password" -> passwords.grant(parameter(form, "username"), parameter(form, "password"), address);
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
