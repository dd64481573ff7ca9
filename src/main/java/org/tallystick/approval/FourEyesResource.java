package org.tallystick.approval;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** What two of those who run a community must agree on. */
@Path("/v1/communities/{community}/four-eyes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class FourEyesResource {
    private final CurrentCaller current;
    private final Communities communities;
    private final FourEyesRules rules;
    private final ChangeFourEyes changing;

    FourEyesResource(CurrentCaller current, Communities communities, FourEyesRules rules, ChangeFourEyes changing) {
        this.current = current;
        this.communities = communities;
        this.rules = rules;
        this.changing = changing;
    }

    /** By how much one may raise a limit alone. */
    @Schema(name = "LimitRise")
    public record LimitRise(
            @Nullable String currency, @Nullable String above) {}

    /**
     * What a client writes.
     *
     * @param overrides where absent, as soon as two agree on write-offs or reversals
     */
    @Schema(name = "FourEyesChange")
    public record Body(
            @Nullable Boolean writeOffs,
            @Nullable Boolean reversals,
            @Nullable Boolean overrides,
            @Nullable Boolean policies,
            @Nullable List<@Nullable LimitRise> limitRises,
            @Nullable String reason) {}

    /** What needs two. */
    @Schema(name = "FourEyes")
    public record View(
            boolean writeOffs, boolean reversals, boolean overrides, boolean policies, List<LimitRise> limitRises) {
        private static View of(FourEyes rules, Community community) {
            return new View(
                    rules.writeOffs(),
                    rules.reversals(),
                    rules.overrides(),
                    rules.policies(),
                    rules.limitRises().entrySet().stream()
                            .map(rise -> new LimitRise(
                                    rise.getKey().value(),
                                    rise.getValue()
                                            .format(community
                                                    .currency(rise.getKey())
                                                    .orElseThrow()
                                                    .currency()
                                                    .scale())))
                            .sorted(Comparator.comparing(rise -> String.valueOf(rise.currency())))
                            .toList());
        }
    }

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getFourEyes", summary = "What two of those who run the community must agree on")
    @APIResponse(
            responseCode = "200",
            description = "The rules; they have an ETag",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Response get(@PathParam("community") String slug) {
        return answer(current.access());
    }

    @PUT
    @Requires(Permission.CHANGE_FOUR_EYES)
    @Operation(
            operationId = "setFourEyes",
            summary =
                    "Says what two must agree on; to ask for less than before waits for a second administrator itself")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response set(
            @PathParam("community") String slug,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        Body request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        boolean writeOffs = errors.required("writeOffs", request.writeOffs(), false);
        boolean reversals = errors.required("reversals", request.reversals(), false);
        boolean policies = errors.required("policies", request.policies(), false);
        List<@Nullable LimitRise> given = errors.required("limitRises", request.limitRises(), List.of());
        Map<CurrencyCode, Amount> rises =
                rises(given, communities.byId(access.community().id()).orElseThrow(), errors);
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        boolean overrides = orAsOthers(request.overrides(), writeOffs, reversals);
        FourEyes wanted = new FourEyes(writeOffs, reversals, overrides, policies, rises);
        Optional<Approval> waits = changing.change(access, wanted, seen.expected(), reason);
        return waits.map(approval -> Response.status(Response.Status.ACCEPTED)
                        .entity(approval)
                        .build())
                .orElseGet(() -> answer(access));
    }

    /** Whoever agrees by two on write-offs or reversals, and says nothing of overrides, does on them too. */
    static boolean orAsOthers(@Nullable Boolean overrides, boolean writeOffs, boolean reversals) {
        return overrides == null ? writeOffs || reversals : overrides;
    }

    static Map<CurrencyCode, Amount> rises(List<@Nullable LimitRise> given, Community community, FieldErrors errors) {
        Map<CurrencyCode, Amount> rises = new HashMap<>();
        for (int i = 0; i < given.size() && i <= community.currencies().size(); i++) {
            String field = "limitRises[" + i + "]";
            LimitRise rise = given.get(i);
            if (rise == null) {
                errors.add(field, "required", "is required");
                continue;
            }
            Optional<CommunityCurrency> currency = errors.read(
                    field + ".currency",
                    rise.currency(),
                    code -> community
                            .currency(new CurrencyCode(code))
                            .orElseThrow(() -> new IllegalArgumentException("is no currency of this community")));
            Optional<Amount> above = currency.flatMap(one -> errors.read(
                    field + ".above",
                    rise.above(),
                    text -> notNegative(text, one.currency().scale())));
            if (above.isPresent() && rises.put(currency.orElseThrow().currency().code(), above.get()) != null) {
                errors.add(field + ".currency", "duplicate", "stands there twice");
            }
        }
        return rises;
    }

    private static Amount notNegative(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }

    private Response answer(Access access) {
        FourEyesRules.Versioned present = rules.versioned(access.community().id());
        Community community = communities.byId(access.community().id()).orElseThrow();
        return Response.ok(View.of(present.rules(), community))
                .header(HttpHeaders.ETAG, IfMatch.tagOf(present.version()))
                .build();
    }
}
