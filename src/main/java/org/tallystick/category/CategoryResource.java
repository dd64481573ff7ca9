package org.tallystick.category;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** The categories of trades over HTTP. */
@Path("/v1/communities/{community}/categories")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trades")
public class CategoryResource {
    private final CurrentCaller current;
    private final Categories categories;
    private final SetCategories setting;

    CategoryResource(CurrentCaller current, Categories categories, SetCategories setting) {
        this.current = current;
        this.categories = categories;
        this.setting = setting;
    }

    /** In their order. */
    @Schema(name = "Categories")
    public record Listing(List<Category.Body> categories) {}

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(
            operationId = "listCategories",
            summary = "The categories of trades, in the order that the community chose")
    @APIResponse(
            responseCode = "200",
            description = "All categories, the retired ones too; the ETag is what If-Match wants",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Response list(@PathParam("community") String community) {
        return answer(current.access());
    }

    @PUT
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "setCategories",
            summary = "Says by what the community sorts its trades; a category that is left out is retired")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Response set(
            @PathParam("community") String community,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            SetCategories.@Nullable Body body) {
        IfMatch seen = IfMatch.parse(ifMatch);
        setting.set(current.access(), Given.body(body), seen.expected());
        return answer(current.access());
    }

    private Response answer(Access access) {
        CommunityId community = access.community().id();
        // The version first: whoever writes between the two makes the tag stale, and never the list.
        long version = categories.version(community);
        return Response.ok(new Listing(categories.all(community).stream()
                        .map(Category.Body::of)
                        .toList()))
                .header(HttpHeaders.ETAG, IfMatch.tagOf(version))
                .build();
    }
}
