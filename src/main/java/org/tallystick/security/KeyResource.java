package org.tallystick.security;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of RFC 7517, for whoever verifies access tokens elsewhere. */
@Path("/oauth/jwks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
public class KeyResource {
    private static final String GOOD_FOR = "public, max-age=300";

    private final SigningKeys keys;

    KeyResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Public
    @Operation(operationId = "getKeys", summary = "The keys by which access tokens are verified")
    @APIResponse(
            responseCode = "200",
            description = "All that may still be in use",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "JsonWebKeySet")))
    public Response jwks() {
        List<Map<String, String>> all =
                keys.verifying().stream().map(JsonWebKeys::of).toList();
        return Response.ok(Map.of("keys", all))
                .header(HttpHeaders.CACHE_CONTROL, GOOD_FOR)
                .build();
    }
}
