package org.tallystick.windingup;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** The end of a community over HTTP. Each step is asked for by one and approved by another, an operator where there is none. */
@Path("/v1/communities/{community}/winding-up")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class WindingUpResource {
    private final CurrentCaller current;
    private final WindingUps windingUps;
    private final StartWindingUp starting;
    private final CompleteWindingUp completing;
    private final EraseCommunity erasing;

    WindingUpResource(
            CurrentCaller current,
            WindingUps windingUps,
            StartWindingUp starting,
            CompleteWindingUp completing,
            EraseCommunity erasing) {
        this.current = current;
        this.windingUps = windingUps;
        this.starting = starting;
        this.completing = completing;
        this.erasing = erasing;
    }

    /** Why. */
    @Schema(name = "WindingUpStep")
    public record Step(@Nullable String reason) {
        private Reason read() {
            return Reason.given(reason);
        }
    }

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getWindingUp", summary = "Whether the community is being wound up, and how far")
    @APIResponse(
            responseCode = "200",
            description = "The phase, and what was decided",
            content = @Content(schema = @Schema(implementation = WindingUpView.class)))
    public WindingUpView get(@PathParam("community") String slug) {
        Access access = current.access();
        CommunityId community = access.community().id();
        return WindingUpView.of(
                windingUps.phase(community),
                windingUps.find(community),
                access.community().zone());
    }

    @POST
    @Requires(Permission.WIND_UP)
    @Operation(
            operationId = "startWindingUp",
            summary = "Asks to wind the community up; once a second has approved, it is read-only for everybody")
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, or an operator",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response start(@PathParam("community") String slug, StartWindingUp.@Nullable Body body) {
        return waits(starting.ask(current.access(), Given.body(body)));
    }

    @POST
    @Path("completion")
    @Requires(value = Permission.WIND_UP, whenClosed = true)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "completeWindingUp",
            summary = "Asks to settle all balances by the rule that was chosen, and to close all accounts;"
                    + " safe to ask again")
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, or an operator; then a job does it",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response complete(@PathParam("community") String slug, @Nullable Step body) {
        return waits(completing.ask(current.access(), Given.body(body).read()));
    }

    @POST
    @Path("erasure")
    @Requires(value = Permission.WIND_UP, whenClosed = true)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "eraseCommunity",
            summary = "Asks to erase every member of a community that is wound up; safe to ask again")
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, or an operator; then a job does it",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response erase(@PathParam("community") String slug, @Nullable Step body) {
        return waits(erasing.ask(current.access(), Given.body(body).read()));
    }

    private static Response waits(Approval approval) {
        return Response.status(Response.Status.ACCEPTED).entity(approval).build();
    }
}
