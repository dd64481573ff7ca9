package org.tallystick.levy;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
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
import org.tallystick.credit.PolicyPlace;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** What the trades of a currency owe the fund, over HTTP. */
@Path("/v1/communities/{community}/currencies/{code}/levies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Levies")
public class LevyResource {
    private static final String VERSION = "The number of the version";

    private final CurrentCaller current;
    private final PolicyPlace.Finder places;
    private final LevyPolicies policies;
    private final MakeLevy makeLevy;
    private final LevyApprovals approvals;
    private final WithdrawLevy withdrawLevy;
    private final LevyWithdrawals withdrawals;

    LevyResource(
            CurrentCaller current,
            PolicyPlace.Finder places,
            LevyPolicies policies,
            MakeLevy makeLevy,
            LevyApprovals approvals,
            WithdrawLevy withdrawLevy,
            LevyWithdrawals withdrawals) {
        this.current = current;
        this.places = places;
        this.policies = policies;
        this.makeLevy = makeLevy;
        this.approvals = approvals;
        this.withdrawLevy = withdrawLevy;
        this.withdrawals = withdrawals;
    }

    /** Some versions, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LevyPage")
    public record Page(List<LevyView> levies, @Nullable String nextCursor) {}

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "listLevies", summary = "The versions of what a currency's trades owe, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "Some versions, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        PolicyPlace place = places.of(current.access(), code);
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        int before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Integer::valueOf))
                .orElse(Integer.MAX_VALUE);
        errors.throwIfAny();
        List<LevyPolicy> found = policies.page(place.community(), place.currency(), before, size + 1);
        int inForce = inForce(place);
        return new Page(
                found.stream()
                        .limit(size)
                        .map(policy -> LevyView.of(policy, inForce, place.today()))
                        .toList(),
                found.size() > size
                        ? Cursor.of(Integer.toString(found.get(size - 1).version()))
                        : null);
    }

    @POST
    @Requires(Permission.MANAGE_POLICIES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "makeLevy", summary = "Makes a new version of what a currency's trades owe")
    @APIResponse(
            responseCode = "201",
            description = "Made; trades owe it from its day on",
            content = @Content(schema = @Schema(implementation = LevyView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on policies",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response make(
            @PathParam("community") String community, @PathParam("code") String code, @Nullable LevyBody body) {
        PolicyPlace place = places.of(current.access(), code);
        LevyBody given = Given.body(body);
        Optional<Approval> waits = approvals.ask(current.access(), place, given);
        if (waits.isPresent()) {
            return accepted(waits.get());
        }
        LevyPolicy made = makeLevy.make(current.access(), place, given);
        URI address = URI.create("/v1/communities/" + community + "/currencies/" + code + "/levies/" + made.version());
        return Response.created(address)
                .entity(LevyView.of(made, inForce(place), place.today()))
                .build();
    }

    @GET
    @Path("/current")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getCurrentLevy", summary = "What a currency's trades owe today")
    @APIResponse(
            responseCode = "200",
            description = "The version in force",
            content = @Content(schema = @Schema(implementation = LevyView.class)))
    public LevyView current(@PathParam("community") String community, @PathParam("code") String code) {
        PolicyPlace place = places.of(current.access(), code);
        return policies.inForce(place.community(), place.currency(), place.today())
                .map(policy -> LevyView.of(policy, policy.version(), place.today()))
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.NOT_FOUND, "No levy is in force here; trades owe nothing."));
    }

    @GET
    @Path("/{version}")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getLevy", summary = "A version of what a currency's trades owe")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = LevyView.class)))
    public LevyView get(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @Parameter(description = VERSION) @PathParam("version") String version) {
        PolicyPlace place = places.of(current.access(), code);
        return LevyView.of(
                policies.required(place.community(), place.currency(), version), inForce(place), place.today());
    }

    @DELETE
    @Path("/{version}")
    @Requires(Permission.MANAGE_POLICIES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "withdrawLevy", summary = "Withdraws a version before its day has come")
    @APIResponse(responseCode = "204", description = "Withdrawn; its number is not given again")
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on policies",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response withdraw(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @Parameter(description = VERSION) @PathParam("version") String version,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        PolicyPlace place = places.of(current.access(), code);
        Reason reason = Reason.given(why);
        Optional<Approval> waits = withdrawals.ask(current.access(), place, version, reason);
        if (waits.isPresent()) {
            return accepted(waits.get());
        }
        withdrawLevy.withdraw(current.access(), place, version, reason);
        return Response.noContent().build();
    }

    private int inForce(PolicyPlace place) {
        return policies.inForce(place.community(), place.currency(), place.today())
                .map(LevyPolicy::version)
                .orElse(0);
    }

    private static Response accepted(Approval waits) {
        return Response.status(Response.Status.ACCEPTED).entity(waits).build();
    }
}
