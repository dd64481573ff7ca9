package org.tallystick.exchange;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** A whole community, to take along. */
@Path("/v1/communities/{community}/export")
@Tag(name = "Imports")
@Produces("application/zip")
public class ExportResource {
    private final CurrentCaller current;
    private final Communities communities;
    private final ExportCommunity exporting;

    ExportResource(CurrentCaller current, Communities communities, ExportCommunity exporting) {
        this.current = current;
        this.communities = communities;
        this.exporting = exporting;
    }

    @GET
    @Requires(Permission.EXPORT_COMMUNITY)
    @Operation(
            operationId = "exportCommunity",
            summary = "The whole community in one currency, in the files that an import takes")
    @APIResponse(
            responseCode = "200",
            description = "A zip archive of community.json, members.csv and trades.csv",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export(
            @PathParam("community") String slug,
            @Parameter(description = "The code of a currency; the community's first one if absent")
                    @QueryParam("currency")
                    @Nullable
                    String code) {
        Community community =
                communities.byId(current.access().community().id()).orElseThrow();
        FieldErrors errors = new FieldErrors();
        Optional<CommunityCurrency> asked = errors.readIfPresent(
                "currency",
                code,
                text -> community
                        .currency(new CurrencyCode(text))
                        .orElseThrow(() -> new IllegalArgumentException("is no currency of this community")));
        errors.throwIfAny();
        CommunityCurrency currency = asked.orElse(community.defaultCurrency());
        StreamingOutput body = out -> exporting.write(community, currency, out, rows -> {});
        String name = slug + "-" + currency.currency().code() + ".zip";
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
