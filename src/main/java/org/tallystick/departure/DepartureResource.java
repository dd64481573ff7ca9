package org.tallystick.departure;

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
import java.time.Clock;
import java.time.LocalDate;
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
import org.tallystick.departure.Departures.Listed;
import org.tallystick.member.Member;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** How members leave. */
@Path("/v1/communities/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class DepartureResource {
    private final CurrentCaller current;
    private final Members members;
    private final Departures departures;
    private final StartDeparture starting;
    private final TakeBackDeparture takingBack;
    private final Clock clock;

    DepartureResource(
            CurrentCaller current,
            Members members,
            Departures departures,
            StartDeparture starting,
            TakeBackDeparture takingBack,
            Clock clock) {
        this.current = current;
        this.members = members;
        this.departures = departures;
        this.starting = starting;
        this.takingBack = takingBack;
        this.clock = clock;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeparturePage")
    public record Page(
            List<DepartureView> departures, @Nullable String nextCursor) {}

    @POST
    @Path("members/{handle}/departure")
    @Requires(Permission.LEAVE)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "startDeparture",
            summary = "Begins a member's departure: its accounts trade only toward zero until they are closed there")
    @APIResponse(
            responseCode = "201",
            description = "Begun",
            content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public Response start(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            StartDeparture.@Nullable Body body) {
        Access access = current.access();
        Member member = find(access, handle);
        starting.start(access, member, Given.body(body));
        return Response.created(URI.create("/v1/communities/" + community + "/members/" + handle + "/departure"))
                .entity(view(access, member))
                .build();
    }

    @GET
    @Path("members/{handle}/departure")
    @Requires(Permission.SEE_PROFILES)
    @Operation(operationId = "getDeparture", summary = "The departure of a member: until when, and what remains")
    @APIResponse(
            responseCode = "200",
            description = "The departure that is not over, or else the last one",
            content = @Content(schema = @Schema(implementation = DepartureView.class)))
    public DepartureView get(@PathParam("handle") String handle) {
        Access access = current.access();
        Member member = find(access, handle);
        access.require(Permission.SEE_PROFILES, member.id());
        return view(access, member);
    }

    @DELETE
    @Path("members/{handle}/departure")
    @Requires(Permission.LEAVE)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "takeBackDeparture", summary = "Takes a departure back that is not over")
    @APIResponse(responseCode = "204", description = "Taken back; the member is what it was before")
    public void takeBack(
            @PathParam("handle") String handle,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Access access = current.access();
        Member member = find(access, handle);
        access.require(Permission.LEAVE, member.id());
        takingBack.takeBack(access, member, Reason.given(why));
    }

    @GET
    @Path("departures")
    @Requires(Permission.SEE_DEPARTURES)
    @Operation(operationId = "listDepartures", summary = "Who is leaving, who should have settled by now, who has left")
    @APIResponse(
            responseCode = "200",
            description = "Some departures, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "Only those that are open (the usual), overdue or closed")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Access access = current.access();
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<Listed> listed = errors.readIfPresent("state", state, Listed::read);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        LocalDate today = today(access);
        List<Departure> found = departures.page(
                access.community().id(), listed.orElse(Listed.OPEN), today, before.orElse(null), size + 1);
        return new Page(
                found.stream()
                        .limit(size)
                        .map(one -> DepartureView.of(one, today))
                        .toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }

    private DepartureView view(Access access, Member member) {
        return departures
                .last(access.community().id(), member.id())
                .map(departure -> DepartureView.of(departure, today(access)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, member.handle() + " is not leaving, and has not left."));
    }

    private LocalDate today(Access access) {
        return LocalDate.ofInstant(clock.instant(), access.community().zone());
    }

    private Member find(Access access, String handle) {
        return members.find(access.community().id(), handle)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here."));
    }
}
