package org.tallystick.community;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** The choice of a preset over HTTP. */
@Path("/v1/communities/{community}/preset")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class PresetChoiceResource {
    private final ApplyPreset applyPreset;
    private final CurrentCaller current;

    PresetChoiceResource(ApplyPreset applyPreset, CurrentCaller current) {
        this.applyPreset = applyPreset;
        this.current = current;
    }

    @POST
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "applyPreset",
            summary = "Takes the settings of a preset, and those of its currencies that are lacking")
    @APIResponse(
            responseCode = "200",
            description = "Taken; the community",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response apply(
            @PathParam("community") String slug,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            ApplyPreset.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        return CommunityResource.answer(
                Response.ok(),
                applyPreset.apply(
                        access.community().id(),
                        Given.body(body),
                        seen.expected(),
                        access.caller().actor()));
    }
}
