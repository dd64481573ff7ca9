package org.tallystick.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
import org.tallystick.change.Reason;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** What waits for a second administrator, and what became of it. */
@Path("/v1/communities/{community}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class ApprovalResource {
    private static final List<String> STATES =
            List.of("waiting", "approved", "refused", "withdrawn", "expired", "failed");

    private final CurrentCaller current;
    private final Approvals approvals;
    private final DecideApproval deciding;

    ApprovalResource(CurrentCaller current, Approvals approvals, DecideApproval deciding) {
        this.current = current;
        this.approvals = approvals;
        this.deciding = deciding;
    }

    /** Why it is approved or refused. */
    @Schema(name = "ApprovalDecision")
    public record Decision(@Nullable String reason) {}

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Approvals")
    public record Page(List<Approval> approvals, @Nullable String nextCursor) {}

    @GET
    @Requires(Permission.SEE_APPROVALS)
    @Operation(operationId = "listApprovals", summary = "What waits for a second administrator, and what became of it")
    @APIResponse(
            responseCode = "200",
            description = "The newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("community") String slug,
            @Parameter(description = "Only in this state: waiting, approved, refused, withdrawn, expired or failed")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<String> wanted = errors.readIfPresent("state", state, ApprovalResource::readState);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<Approval> found =
                approvals.list(current.access().community().id(), wanted, before.orElse(Ids.LAST), size + 1);
        return new Page(
                found.stream().limit(size).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }

    private static String readState(String text) {
        if (!STATES.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", STATES));
        }
        return text;
    }

    @GET
    @Path("/{approval}")
    @Requires(Permission.SEE_APPROVALS)
    @Operation(operationId = "getApproval", summary = "One of them")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for, and what became of it",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Approval get(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the approval") @PathParam("approval") UUID id) {
        Approvals.Row found = approvals.required(current.access().community().id(), id);
        return found.shown().with(found.act());
    }

    @POST
    @Path("/{approval}/approval")
    @Requires(value = Permission.APPROVE, whenClosed = true)
    @MayAnswer({
        ProblemType.STATE_CONFLICT,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.COMMUNITY_CLOSED,
        ProblemType.VERSION_STALE,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.UNKNOWN_ACCOUNT,
        ProblemType.SAME_ACCOUNT,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING,
        ProblemType.VALUE_DATE_OUT_OF_BOUNDS,
        ProblemType.REVERSAL_NOT_REVERSIBLE,
        ProblemType.ALREADY_REVERSED,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(
            operationId = "approve",
            summary = "Approves what another administrator asked for; it is done at once, and once")
    @APIResponse(
            responseCode = "200",
            description = "Approved, and done",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Approval approve(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the approval") @PathParam("approval") UUID id,
            @Nullable Decision body) {
        return deciding.approve(
                current.access(), id, Reason.given(Given.body(body).reason()));
    }

    @POST
    @Path("/{approval}/refusal")
    @Requires(value = Permission.APPROVE, whenClosed = true)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "refuseApproval", summary = "Refuses what another administrator asked for")
    @APIResponse(
            responseCode = "200",
            description = "Refused",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Approval refuse(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the approval") @PathParam("approval") UUID id,
            @Nullable Decision body) {
        return deciding.refuse(
                current.access(), id, Reason.given(Given.body(body).reason()));
    }

    @DELETE
    @Path("/{approval}")
    @Requires(value = Permission.SEE_COMMUNITY, whenClosed = true)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "withdrawApproval", summary = "Takes back what one asked for, before it is decided")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the approval") @PathParam("approval") UUID id,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        deciding.withdraw(current.access(), id, Reason.given(why));
    }
}
