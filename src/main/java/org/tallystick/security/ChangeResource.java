package org.tallystick.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.ChangeRecords.Recorded;
import org.tallystick.platform.Database;
import org.tallystick.problem.FieldErrors;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Who changed what in a community, when and why. */
@Path("/v1/communities/{community}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class ChangeResource {
    private final CurrentCaller current;
    private final Database database;

    ChangeResource(CurrentCaller current, Database database) {
        this.current = current;
        this.database = database;
    }

    /**
     * One change.
     *
     * @param kind of what was changed
     * @param subject what was changed
     * @param before null for what is new
     * @param after null for what is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Change")
    public record ChangeView(
            String id,
            String kind,
            String subject,
            Instant changedAt,
            String changedBy,
            String reason,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        private static ChangeView of(Recorded change) {
            return new ChangeView(
                    change.id().toString(),
                    change.kind(),
                    change.subject(),
                    change.changedAt(),
                    change.changedBy(),
                    change.reason(),
                    change.before().orElse(null),
                    change.after().orElse(null));
        }
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Changes")
    public record Page(List<ChangeView> changes, @Nullable String nextCursor) {}

    @GET
    @Requires(Permission.SEE_CHANGES)
    @Operation(operationId = "listChanges", summary = "Who changed what, when and why; the newest first")
    @APIResponse(
            responseCode = "200",
            description = "Some changes, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("community") String community,
            @Parameter(
                            description = "Only changes of this kind: community, currency, member, limits, role,"
                                    + " membership, client, session, user, group, consent or application")
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<Subject> subject = errors.readIfPresent("kind", kind, Subject::read);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<Recorded> found = database.with(connection ->
                ChangeRecords.all(connection, current.access().community().id(), subject, before, size + 1));
        return new Page(
                found.stream().limit(size).map(ChangeView::of).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }
}
