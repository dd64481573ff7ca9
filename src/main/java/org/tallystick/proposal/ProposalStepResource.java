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
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.web.Flag;

/** What becomes of a proposal over HTTP: it is accepted, declined, or cancelled. */
@Path("/v1/communities/{community}/proposals/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Proposals")
public class ProposalStepResource {
    private final AcceptProposal accept;
    private final EndProposal end;
    private final ReleaseInstalments release;
    private final CurrentCaller current;

    ProposalStepResource(AcceptProposal accept, EndProposal end, ReleaseInstalments release, CurrentCaller current) {
        this.accept = accept;
        this.end = end;
        this.release = release;
        this.current = current;
    }

    @POST
    @Path("acceptance")
    @Requires(Permission.RECORD_TRADES)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.STATE_CONFLICT,
        ProblemType.ALREADY_REVERSED,
        ProblemType.SAME_ACCOUNT,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING,
        ProblemType.TERMS_NOT_ACCEPTED,
        ProblemType.SPENDING_LIMIT_EXCEEDED,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(
            operationId = "acceptProposal",
            summary = "Accept a proposal, or a part of it, or consent to it as one of several")
    @APIResponse(
            responseCode = "200",
            description =
                    "Booked and on disk, if there is a trade; else the consent is kept, and others are missing. With"
                            + " dryRun what would be",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AcceptanceView.class)))
    public Response accept(
            @Parameter(description = "The id of the proposal") @PathParam("id") UUID id,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable AcceptanceBody body) {
        AcceptanceBody request = Objects.requireNonNullElse(body, AcceptanceBody.ALL);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            return Response.ok(accept.preview(access, id, request)).build();
        }
        Answer<AcceptanceView> answer = accept.accept(access, id, request, IdempotencyKey.read(keys));
        Response.ResponseBuilder response = Response.ok(answer.body());
        return answer.replayed()
                ? response.header(ProposalResource.REPLAYED, "true").build()
                : response.build();
    }

    @POST
    @Path("release")
    @Requires(Permission.RECORD_TRADES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "releaseInstalments",
            summary = "Release the payer from the instalments that are not booked yet")
    @APIResponse(
            responseCode = "200",
            description = "Released; what is booked stays",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public ProposalView release(@Parameter(description = "The id of the proposal") @PathParam("id") UUID id) {
        return release.release(current.access(), id);
    }

    @POST
    @Path("decline")
    @Requires(Permission.RECORD_TRADES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "declineProposal", summary = "Decline a proposal that asks you")
    @APIResponse(
            responseCode = "200",
            description = "Declined; what was set aside for it is given back",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public ProposalView decline(
            @Parameter(description = "The id of the proposal") @PathParam("id") UUID id, @Nullable EndingBody body) {
        return end.end(current.access(), id, Event.DECLINE, body == null ? null : body.account());
    }

    @POST
    @Path("cancellation")
    @Requires(Permission.RECORD_TRADES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "cancelProposal", summary = "Cancel a proposal that you made")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled; what was set aside for it is given back",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public ProposalView cancel(@Parameter(description = "The id of the proposal") @PathParam("id") UUID id) {
        return end.end(current.access(), id, Event.CANCEL, null);
    }
}
