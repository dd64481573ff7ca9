package org.tallystick.community;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Presets over HTTP. */
@Path("/v1/presets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class PresetResource {
    private final Presets presets;

    PresetResource(Presets presets) {
        this.presets = presets;
    }

    /** All presets. */
    @Schema(name = "PresetList")
    public record PresetList(List<Preset> presets) {}

    @GET
    @Requires(Permission.SEE_ONESELF)
    @Operation(operationId = "listPresets", summary = "What communities of a kind usually decide, to begin with")
    @APIResponse(
            responseCode = "200",
            description = "The presets",
            content = @Content(schema = @Schema(implementation = PresetList.class)))
    public PresetList list() {
        return new PresetList(presets.all());
    }
}
