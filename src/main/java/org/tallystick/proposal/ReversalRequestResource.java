package org.tallystick.proposal;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.TradeId;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.web.Flag;
import org.tallystick.web.Given;

/** Asks over HTTP that a trade be undone. */
@Path("/v1/communities/{community}/trades/{id}/reversal-requests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Proposals")
public class ReversalRequestResource {
    private final ReversalRequests requests;
    private final CurrentCaller current;

    ReversalRequestResource(ReversalRequests requests, CurrentCaller current) {
        this.requests = requests;
        this.current = current;
    }

    @POST
    @Requires(Permission.REVERSE_TRADES)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.STATE_CONFLICT,
        ProblemType.ALREADY_REVERSED,
        ProblemType.REVERSAL_NOT_REVERSIBLE,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING
    })
    @Operation(
            operationId = "requestReversal",
            summary = "Ask those whom a trade has paid to give it back, in full or in part")
    @APIResponse(
            responseCode = "201",
            description = "Proposed, and whoever is asked is told",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would be proposed (dryRun): without id",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public Response request(
            @PathParam("community") String community,
            @Parameter(description = "The id of the trade") @PathParam("id") UUID id,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable ReversalRequestBody body) {
        ReversalRequestBody request = Given.body(body);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            return Response.ok(requests.preview(access, new TradeId(id), request))
                    .build();
        }
        return ProposalResource.created(
                community, requests.request(access, new TradeId(id), request, IdempotencyKey.read(keys)));
    }
}
