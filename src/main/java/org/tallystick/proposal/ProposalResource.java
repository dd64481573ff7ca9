package org.tallystick.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.web.Cursor;
import org.tallystick.web.Flag;
import org.tallystick.web.Given;

/** Proposals over HTTP: made, looked at, and listed. */
@Path("/v1/communities/{community}/proposals")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Proposals")
public class ProposalResource {
    static final String REPLAYED = "Idempotency-Replayed";

    private final Propose propose;
    private final Proposals proposals;
    private final ProposalQueryReader queries;
    private final ProposalViews views;
    private final CurrentCaller current;

    ProposalResource(
            Propose propose,
            Proposals proposals,
            ProposalQueryReader queries,
            ProposalViews views,
            CurrentCaller current) {
        this.propose = propose;
        this.proposals = proposals;
        this.queries = queries;
        this.views = views;
        this.current = current;
    }

    /** A page of proposals. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ProposalPage")
    public record Page(
            List<ProposalView> proposals, @Nullable String nextCursor) {}

    /** The token of a link. */
    @Schema(name = "ProposalToken")
    public record Token(@Nullable String token) {}

    @POST
    @Requires(Permission.RECORD_TRADES)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.CURRENCY_MISMATCH,
        ProblemType.UNKNOWN_ACCOUNT,
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
            operationId = "propose",
            summary = "Request to be paid, or offer to pay; or propose a trade of several, or between two others")
    @APIResponse(
            responseCode = "201",
            description = "Proposed, and whoever is asked is told",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would be proposed (dryRun): without id",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public Response propose(
            @PathParam("community") String community,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable ProposalBody body) {
        ProposalBody request = Given.body(body);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            return Response.ok(propose.preview(access, request)).build();
        }
        return created(community, propose.propose(access, request, IdempotencyKey.read(keys)));
    }

    static Response created(String community, Answer<ProposalView> answer) {
        Response.ResponseBuilder created = Response.status(Response.Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        "/v1/communities/" + community + "/proposals/"
                                + answer.body().id())
                .entity(answer.body());
        return answer.replayed() ? created.header(REPLAYED, "true").build() : created.build();
    }

    @GET
    @Path("{id}")
    @Requires(Permission.SEE_TRADES)
    @Operation(operationId = "getProposal", summary = "One proposal")
    public ProposalView one(@Parameter(description = "The id of the proposal") @PathParam("id") UUID id) {
        Access access = current.access();
        return views.of(proposals.one(access, id), access);
    }

    @POST
    @Path("look-up")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "lookUpProposal", summary = "The proposal that a link's token opens")
    @APIResponse(
            responseCode = "200",
            description = "The proposal",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProposalView.class)))
    public ProposalView lookUp(@Nullable Token body) {
        Access access = current.access();
        return views.of(proposals.byLink(access, ProposalQueryReader.token(Given.body(body))), access);
    }

    @GET
    @Requires(Permission.SEE_TRADES)
    @Operation(operationId = "listProposals", summary = "Proposals that you may see, the newest first")
    public Page list(
            @Parameter(description = "Only proposals of this account") @QueryParam("account") @Nullable String account,
            @Parameter(
                            description =
                                    "Only those that are open, partly-accepted, accepted, declined, cancelled or expired")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(
                            description =
                                    "Only those in which that account, or one for which you act, is a payer or a payee")
                    @QueryParam("side")
                    @Nullable
                    String side,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Access access = current.access();
        ProposalList.Query query = queries.read(access, account, state, side, cursor, limit);
        List<Proposal> found = proposals.list(access, query);
        boolean more = found.size() > query.limit();
        List<Proposal> page = more ? found.subList(0, query.limit()) : found;
        return new Page(
                page.stream().map(proposal -> views.of(proposal, access)).toList(),
                more ? Cursor.of(page.get(page.size() - 1).id().toString()) : null);
    }
}
