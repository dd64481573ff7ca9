package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.UserId;

/** The sessions of one's own login. */
@Path("/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Oneself")
public class OwnSessionResource {
    private final CurrentCaller current;
    private final Sessions sessions;

    OwnSessionResource(CurrentCaller current, Sessions sessions) {
        this.current = current;
        this.sessions = sessions;
    }

    /**
     * A session that has not ended.
     *
     * @param label what the program that logged in calls itself
     * @param current whether it is the one that asks
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Session")
    public record SessionView(
            UUID id,
            Instant startedAt,
            @Nullable Instant lastUsedAt,
            Instant expiresAt,
            @Nullable String label,
            boolean current) {}

    /** The newest first. */
    @Schema(name = "Sessions")
    public record Listing(List<SessionView> sessions) {}

    @GET
    @Requires(Permission.MANAGE_ONESELF)
    @Operation(operationId = "listSessions", summary = "Where one is logged in")
    @APIResponse(
            responseCode = "200",
            description = "The sessions that have not ended",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list() {
        Caller caller = current.caller();
        return new Listing(sessions.all(new UserId(caller.id())).stream()
                .map(one -> new SessionView(
                        one.id(),
                        one.startedAt(),
                        one.lastUsedAt().orElse(null),
                        one.expiresAt(),
                        one.label().orElse(null),
                        caller.session().equals(Optional.of(one.id()))))
                .toList());
    }

    @DELETE
    @Requires(Permission.MANAGE_ONESELF)
    @Operation(operationId = "endOtherSessions", summary = "Logs out everywhere else, with the next request")
    @APIResponse(responseCode = "204", description = "Only the session that asks goes on")
    public void endOthers() {
        Caller caller = current.caller();
        sessions.endOthers(new UserId(caller.id()), caller.session().orElseThrow());
    }

    @DELETE
    @Path("/{session}")
    @Requires(Permission.MANAGE_ONESELF)
    @Operation(operationId = "endSession", summary = "Logs out one session, with the next request")
    @APIResponse(responseCode = "204", description = "Ended")
    public void end(@Parameter(description = "The id of the session") @PathParam("session") String session) {
        boolean own = Uuids.find(session)
                .filter(id -> sessions.endOwn(new UserId(current.caller().id()), id))
                .isPresent();
        if (!own) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "You have no such session.");
        }
    }
}
