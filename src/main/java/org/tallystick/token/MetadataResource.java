package org.tallystick.token;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.security.Public;
import org.tallystick.security.Scope;
import org.tallystick.security.SecurityConfig;

/** Where everything is, as RFC 8414 writes it. */
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
public class MetadataResource {
    private final SecurityConfig config;

    MetadataResource(SecurityConfig config) {
        this.config = config;
    }

    @GET
    @Public
    @Operation(operationId = "getServerMetadata", summary = "Where everything is, as RFC 8414 writes it")
    @APIResponse(
            responseCode = "200",
            description = "The addresses",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "ServerMetadata")))
    public Map<String, Object> metadata(@Context UriInfo uri) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", config.issuer());
        metadata.put("token_endpoint", at(uri, "oauth/token"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "none"));
        metadata.put("grant_types_supported", List.of("password", "client_credentials", "refresh_token"));
        metadata.put("response_types_supported", List.of());
        metadata.put("revocation_endpoint", at(uri, "oauth/revoke"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("jwks_uri", at(uri, "oauth/jwks"));
        metadata.put("scopes_supported", Scope.values(EnumSet.allOf(Scope.class)));
        return metadata;
    }

    private static String at(UriInfo uri, String path) {
        return uri.getBaseUriBuilder().path(path).build().toString();
    }
}
