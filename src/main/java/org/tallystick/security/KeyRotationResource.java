package org.tallystick.security;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets a new key sign, before the old one's time is over. */
@Path("/v1/keys/rotation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Installation")
public class KeyRotationResource {
    private final RotateKeys keys;
    private final CurrentCaller current;

    KeyRotationResource(RotateKeys keys, CurrentCaller current) {
        this.keys = keys;
        this.current = current;
    }

    /** The key that signs from now on. */
    @Schema(name = "RotatedKey")
    public record RotatedKey(String kid) {}

    @POST
    @Requires(Permission.MANAGE_KEYS)
    @Operation(
            operationId = "rotateKeys",
            summary = "A new key signs the access tokens; those of the old one are good until they expire")
    @APIResponse(
            responseCode = "200",
            description = "Rotated, on every instance within a second",
            content = @Content(schema = @Schema(implementation = RotatedKey.class)))
    public RotatedKey rotate() {
        return new RotatedKey(keys.rotate(current.caller().actor()));
    }
}
