package org.tallystick.community;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** Communities over HTTP. */
@Path("/v1/communities")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class CommunityResource {
    private final Communities communities;
    private final BeginCommunity beginCommunity;
    private final UpdateCommunity updateCommunity;
    private final SetCurrencyDefaults setCurrencyDefaults;
    private final AddCurrency addCurrency;
    private final CurrentCaller current;

    CommunityResource(
            Communities communities,
            BeginCommunity beginCommunity,
            UpdateCommunity updateCommunity,
            SetCurrencyDefaults setCurrencyDefaults,
            AddCurrency addCurrency,
            CurrentCaller current) {
        this.communities = communities;
        this.beginCommunity = beginCommunity;
        this.updateCommunity = updateCommunity;
        this.setCurrencyDefaults = setCurrencyDefaults;
        this.addCurrency = addCurrency;
        this.current = current;
    }

    @POST
    @Requires(Permission.CREATE_COMMUNITIES)
    @MayAnswer({ProblemType.ALREADY_EXISTS})
    @Operation(operationId = "createCommunity", summary = "Makes a community with its currencies")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response create(@Nullable CommunityBody body) {
        Community made = beginCommunity.begin(Given.body(body), current.caller().actor());
        return answer(Response.created(URI.create("/v1/communities/" + made.slug())), made);
    }

    @GET
    @Path("{community}")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getCommunity", summary = "A community, its currencies and its rules")
    @APIResponse(
            responseCode = "200",
            description = "The community; its ETag is what If-Match wants",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response get(@PathParam("community") String slug) {
        Access access = current.access();
        return answer(
                Response.ok(),
                communities
                        .byId(access.community().id())
                        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such community.")));
    }

    @PATCH
    @Path("{community}")
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "updateCommunity", summary = "Changes the name, the time zone or the rules")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response update(
            @PathParam("community") String slug,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            UpdateCommunity.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        return answer(
                Response.ok(),
                updateCommunity.update(
                        access.community().id(),
                        Given.body(body),
                        seen.expected(),
                        access.caller().actor()));
    }

    @POST
    @Path("{community}/currencies")
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "addCurrency", summary = "Adds a currency, and an account in it for every member")
    @APIResponse(
            responseCode = "201",
            description = "Added; the community",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response addCurrency(@PathParam("community") String slug, AddCurrency.@Nullable Body body) {
        Access access = current.access();
        Community changed = addCurrency.add(
                access.community().id(), Given.body(body), access.caller().actor());
        return answer(Response.created(URI.create("/v1/communities/" + changed.slug())), changed);
    }

    @PUT
    @Path("{community}/currencies/{code}")
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "setCurrencyDefaults",
            summary = "Sets the limits that new members begin with; code, name, symbol and scale never change")
    @APIResponse(
            responseCode = "200",
            description = "Set; the community",
            content = @Content(schema = @Schema(implementation = CommunityView.class)))
    public Response setDefaults(
            @PathParam("community") String slug,
            @PathParam("code") String code,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            SetCurrencyDefaults.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        return answer(
                Response.ok(),
                setCurrencyDefaults.set(
                        access.community().id(),
                        code,
                        Given.body(body),
                        seen.expected(),
                        access.caller().actor()));
    }

    static Response answer(Response.ResponseBuilder response, Community community) {
        return response.header(HttpHeaders.ETAG, IfMatch.tagOf(community.version()))
                .entity(CommunityView.of(community))
                .build();
    }
}
