package org.tallystick.credit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.change.Reason;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Where the limits of an account come from, over HTTP. */
@Path("/v1/communities/{community}/accounts/{account}/limits")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credit")
public class AccountLimitsResource {
    private final CurrentCaller current;
    private final ExplainLimits explainLimits;
    private final EndIndividualLimits endIndividualLimits;

    AccountLimitsResource(CurrentCaller current, ExplainLimits explainLimits, EndIndividualLimits endIndividualLimits) {
        this.current = current;
        this.explainLimits = explainLimits;
        this.endIndividualLimits = endIndividualLimits;
    }

    @GET
    @Path("/explanation")
    @Requires(Permission.SEE_ACCOUNTS)
    @Operation(operationId = "explainLimits", summary = "Why the limits of an account are what they are")
    @APIResponse(
            responseCode = "200",
            description = "In words for its member, and in numbers",
            content = @Content(schema = @Schema(implementation = ExplainLimits.View.class)))
    public ExplainLimits.View explain(@PathParam("community") String community, @PathParam("account") String account) {
        return explainLimits.explain(current.access(), account);
    }

    @DELETE
    @Path("/individual")
    @Requires(Permission.SET_LIMITS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "endIndividualLimits",
            summary = "Ends limits that were set for one account: the policy holds for it again")
    @APIResponse(responseCode = "204", description = "Ended; without a policy the currency's defaults hold")
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the defaults are a rise that takes two",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response endIndividual(
            @PathParam("community") String community,
            @PathParam("account") String account,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Reason reason = Reason.given(why);
        Access access = current.access();
        Optional<Approval> waits = endIndividualLimits.end(access, explainLimits.find(access, account), reason);
        return waits.map(approval -> Response.status(Response.Status.ACCEPTED).entity(approval))
                .orElseGet(Response::noContent)
                .build();
    }
}
