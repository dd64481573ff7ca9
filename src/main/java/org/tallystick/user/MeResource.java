package org.tallystick.user;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Who the caller is. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class MeResource {
    private final CurrentCaller current;
    private final WhoAmI question;

    MeResource(CurrentCaller current, WhoAmI question) {
        this.current = current;
        this.question = question;
    }

    @GET
    @Requires(Permission.SEE_ONESELF)
    @Operation(operationId = "whoAmI", summary = "Who the caller is, and where they may do what")
    @APIResponse(
            responseCode = "200",
            description = "The caller",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WhoAmI.Oneself.class)))
    public WhoAmI.Oneself me() {
        return question.ask(current.caller());
    }
}
