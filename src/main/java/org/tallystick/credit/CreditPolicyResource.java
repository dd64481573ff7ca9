package org.tallystick.credit;

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
import java.time.LocalDate;
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
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** The credit policies of a currency over HTTP. */
@Path("/v1/communities/{community}/currencies/{code}/credit-policies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credit")
public class CreditPolicyResource {
    private static final String VERSION = "The number of the version";

    private final CurrentCaller current;
    private final PolicyPlace.Finder places;
    private final CreditPolicies policies;
    private final PolicyApplications applications;
    private final MakePolicy makePolicy;
    private final PolicyApprovals approvals;
    private final WithdrawPolicy withdrawPolicy;
    private final WithdrawalApprovals withdrawals;
    private final PreviewPolicy previewPolicy;
    private final SoftLimits softLimits;

    CreditPolicyResource(
            CurrentCaller current,
            PolicyPlace.Finder places,
            CreditPolicies policies,
            PolicyApplications applications,
            MakePolicy makePolicy,
            PolicyApprovals approvals,
            WithdrawPolicy withdrawPolicy,
            WithdrawalApprovals withdrawals,
            PreviewPolicy previewPolicy,
            SoftLimits softLimits) {
        this.current = current;
        this.places = places;
        this.policies = policies;
        this.applications = applications;
        this.makePolicy = makePolicy;
        this.approvals = approvals;
        this.withdrawPolicy = withdrawPolicy;
        this.withdrawals = withdrawals;
        this.previewPolicy = previewPolicy;
        this.softLimits = softLimits;
    }

    /** Some versions, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CreditPolicyPage")
    public record Page(List<PolicyView> policies, @Nullable String nextCursor) {}

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(
            operationId = "listCreditPolicies",
            summary = "The versions of a currency's credit policy, the newest first")
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
        List<CreditPolicy> found = policies.page(place.community(), place.currency(), before, size + 1);
        Optional<Integer> inForce = inForce(place);
        return new Page(
                found.stream()
                        .limit(size)
                        .map(policy -> PolicyView.of(policy, PolicyView.state(policy, inForce, place.today())))
                        .toList(),
                found.size() > size
                        ? Cursor.of(Integer.toString(found.get(size - 1).version()))
                        : null);
    }

    @POST
    @Requires(Permission.MANAGE_POLICIES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "makeCreditPolicy", summary = "Makes a new version of a currency's credit policy")
    @APIResponse(
            responseCode = "201",
            description = "Made; it is applied when its day comes, at once if that is today",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on policies",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response make(
            @PathParam("community") String community, @PathParam("code") String code, @Nullable PolicyBody body) {
        PolicyPlace place = places.of(current.access(), code);
        PolicyBody given = Given.body(body);
        Optional<Approval> waits = approvals.ask(current.access(), place, given);
        if (waits.isPresent()) {
            return Response.status(Response.Status.ACCEPTED).entity(waits.get()).build();
        }
        CreditPolicy made = makePolicy.make(current.access(), place, given);
        softLimits.forget(place.community());
        URI address = URI.create(
                "/v1/communities/" + community + "/currencies/" + code + "/credit-policies/" + made.version());
        return Response.created(address).entity(view(place, made)).build();
    }

    @GET
    @Path("/{version}")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(
            operationId = "getCreditPolicy",
            summary = "A version of a credit policy, and how its application stands")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public PolicyView get(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @Parameter(description = VERSION) @PathParam("version") String version) {
        PolicyPlace place = places.of(current.access(), code);
        return view(place, policies.required(place.community(), place.currency(), version));
    }

    @DELETE
    @Path("/{version}")
    @Requires(Permission.MANAGE_POLICIES)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "withdrawCreditPolicy", summary = "Withdraws a version before its day has come")
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
            return Response.status(Response.Status.ACCEPTED).entity(waits.get()).build();
        }
        withdrawPolicy.withdraw(current.access(), place, version, reason);
        return Response.noContent().build();
    }

    @POST
    @Path("/preview")
    @Requires(Permission.MANAGE_POLICIES)
    @Operation(operationId = "previewCreditPolicy", summary = "Shows over all members what a policy would do")
    @APIResponse(
            responseCode = "200",
            description = "Totals, a distribution, and some members; nothing is written",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    public PreviewView preview(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @Nullable PolicyBody body) {
        PolicyBody given = Given.body(body);
        PolicyPlace place = places.of(current.access(), code);
        FieldErrors errors = new FieldErrors();
        PolicyReader reader = makePolicy.reader(errors, place);
        LocalDate from = reader.from(given);
        Optional<Terms> terms = reader.terms(given);
        errors.throwIfAny();
        return previewPolicy.preview(place, terms.orElseThrow().rules(), from, cursor, limit);
    }

    @GET
    @Path("/{version}/preview")
    @Requires(Permission.MANAGE_POLICIES)
    @Operation(operationId = "previewMadeCreditPolicy", summary = "The same for a version that was made")
    @APIResponse(
            responseCode = "200",
            description = "Totals, a distribution, and some members; nothing is written",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    public PreviewView previewMade(
            @PathParam("community") String community,
            @PathParam("code") String code,
            @Parameter(description = VERSION) @PathParam("version") String version,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        PolicyPlace place = places.of(current.access(), code);
        CreditPolicy policy = policies.required(place.community(), place.currency(), version);
        return previewPolicy.preview(place, policy.terms().rules(), policy.from(), cursor, limit);
    }

    private PolicyView view(PolicyPlace place, CreditPolicy policy) {
        return PolicyView.of(policy, PolicyView.state(policy, inForce(place), place.today()))
                .with(applications.last(place.community(), policy));
    }

    private Optional<Integer> inForce(PolicyPlace place) {
        return policies.inForce(place.community(), place.currency(), place.today())
                .map(CreditPolicy::version);
    }
}
