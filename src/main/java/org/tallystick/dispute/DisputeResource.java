package org.tallystick.dispute;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.LookUpTrade;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** Disputes about trades over HTTP. */
@Path("/v1/communities/{community}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trades")
public class DisputeResource {
    private final CurrentCaller current;
    private final Disputes disputes;
    private final OpenDispute opening;
    private final ResolveDispute resolving;
    private final LookUpTrade trades;

    DisputeResource(
            CurrentCaller current,
            Disputes disputes,
            OpenDispute opening,
            ResolveDispute resolving,
            LookUpTrade trades) {
        this.current = current;
        this.disputes = disputes;
        this.opening = opening;
        this.resolving = resolving;
        this.trades = trades;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DisputePage")
    public record Page(List<DisputeView> disputes, @Nullable String nextCursor) {}

    @POST
    @Path("trades/{id}/dispute")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Permission.OPEN_DISPUTES)
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "openDispute",
            summary = "Flags a trade, for one of its parties, until a mediator or an administrator has decided")
    @APIResponse(
            responseCode = "201",
            description = "Flagged; the other parties are told by mail",
            content = @Content(schema = @Schema(implementation = DisputeView.class)))
    public Response open(
            @PathParam("community") String community,
            @Parameter(description = "The id of the trade") @PathParam("id") UUID id,
            OpenDispute.@Nullable Body body) {
        Dispute dispute = opening.open(current.access(), id, Given.body(body));
        return Response.created(URI.create("/v1/communities/" + community + "/disputes/" + dispute.id()))
                .entity(DisputeView.of(dispute, null))
                .build();
    }

    @GET
    @Path("disputes")
    @Requires(Permission.SEE_DISPUTES)
    @Operation(operationId = "listDisputes", summary = "The disputes that the caller may see: one's own, or all")
    @APIResponse(
            responseCode = "200",
            description = "Some disputes, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "Only those that are open, upheld, rejected, settled or withdrawn")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<DisputeState> wanted = errors.readIfPresent("state", state, DisputeState::read);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<Dispute> found = disputes.page(current.access(), wanted, before.orElse(null), size + 1);
        return new Page(
                found.stream()
                        .limit(size)
                        .map(dispute -> DisputeView.of(dispute, null))
                        .toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }

    @GET
    @Path("disputes/{id}")
    @Requires(Permission.SEE_DISPUTES)
    @MayAnswer({ProblemType.NOT_FOUND})
    @Operation(operationId = "getDispute", summary = "A dispute, with the trade that it is about")
    @APIResponse(
            responseCode = "200",
            description = "The dispute",
            content = @Content(schema = @Schema(implementation = DisputeView.class)))
    public DisputeView get(@Parameter(description = "The id of the dispute") @PathParam("id") UUID id) {
        return view(disputes.visible(current.access(), id));
    }

    @POST
    @Path("disputes/{id}/resolution")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Permission.RESOLVE_DISPUTES)
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "resolveDispute", summary = "Decides a dispute in which the caller has no part")
    @APIResponse(
            responseCode = "200",
            description = "Decided; the parties are told by mail",
            content = @Content(schema = @Schema(implementation = DisputeView.class)))
    public DisputeView resolve(
            @Parameter(description = "The id of the dispute") @PathParam("id") UUID id,
            ResolveDispute.@Nullable Body body) {
        return view(resolving.resolve(current.access(), id, Given.body(body)));
    }

    @POST
    @Path("disputes/{id}/withdrawal")
    @Requires(Permission.OPEN_DISPUTES)
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "withdrawDispute", summary = "Takes back a dispute that the caller has opened")
    @APIResponse(
            responseCode = "200",
            description = "Taken back; the other parties are told by mail",
            content = @Content(schema = @Schema(implementation = DisputeView.class)))
    public DisputeView withdraw(@Parameter(description = "The id of the dispute") @PathParam("id") UUID id) {
        return view(resolving.withdraw(current.access(), id));
    }

    private DisputeView view(Dispute dispute) {
        Access access = current.access();
        return DisputeView.of(dispute, trades.any(access, dispute.trade()).view());
    }
}
