package org.tallystick.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** The audit log of a community over HTTP. */
@Path("/v1/communities/{community}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
    private final CurrentCaller current;
    private final AuditLog log;

    AuditResource(CurrentCaller current, AuditLog log) {
        this.current = current;
        this.log = log;
    }

    /** What is asked for. */
    public static class Query {
        @Parameter(description = "Only of this kind: " + KINDS)
        @QueryParam("kind")
        @Nullable
        String kind;

        @Parameter(description = "Only by this user or exchange system")
        @QueryParam("by")
        @Nullable
        String by;

        @Parameter(description = "The first day, in the time zone of the community; from the beginning if absent")
        @QueryParam("from")
        @Nullable
        String from;

        @Parameter(description = "The last day; up to now if absent")
        @QueryParam("to")
        @Nullable
        String to;

        @QueryParam("cursor")
        @Nullable
        String cursor;

        AuditLog.Filter of(@Nullable String member) {
            return new AuditLog.Filter(kind, member, by, from, to, cursor);
        }
    }

    private static final String KINDS =
            "community, currency, member, limits, role, membership, client, session, user, group,"
                    + " consent, key, approval, four-eyes, payment-link, dispute, levy, proposal, acceptance-rule, export or"
                    + " trade (one that was recorded by an office)";

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Changes")
    record Page(List<Act> changes, @Nullable String nextCursor) {
        static Page of(List<Act> found, int size) {
            return new Page(
                    found.stream().limit(size).toList(),
                    found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
        }
    }

    @GET
    @Requires(Permission.SEE_CHANGES)
    @Operation(
            operationId = "listChanges",
            summary =
                    "The audit log: who did what, when, for whom and why; a member sees what concerns it and everybody")
    @APIResponse(
            responseCode = "200",
            description = "Some acts, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("community") String community,
            @Parameter(description = "Only what concerns this member: a handle") @QueryParam("member") @Nullable
                    String member,
            @BeanParam Query query,
            @QueryParam("limit") @Nullable String limit) {
        Access access = current.access();
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        return Page.of(log.page(access, log.query(access, query.of(member), errors), size + 1), size);
    }

    @GET
    @Path("export")
    @Produces("text/csv;charset=UTF-8")
    @Requires(Permission.SEE_CHANGES)
    @Operation(operationId = "exportChanges", summary = "The audit log as CSV, all that is asked for")
    @APIResponse(
            responseCode = "200",
            description = "A header, and a record an act, the newest first",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response export(
            @PathParam("community") String community,
            @Parameter(description = "Only what concerns this member: a handle") @QueryParam("member") @Nullable
                    String member,
            @BeanParam Query query) {
        Access access = current.access();
        AuditQuery asked = log.query(access, query.of(member), new FieldErrors());
        StreamingOutput body = out -> {
            CsvAudit csv = new CsvAudit(out);
            csv.begin();
            log.each(access, asked, csv::act);
            csv.end();
        };
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + community + "-changes.csv\"")
                .build();
    }
}
