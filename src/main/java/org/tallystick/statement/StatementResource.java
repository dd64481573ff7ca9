package org.tallystick.statement;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.DialectQuery;

@Path("/v1/communities/{community}/accounts/{account}/statement")
@Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/pdf"
})
@Tag(name = "Statements")
public class StatementResource {
    private static final int PAGE_BYTES = 16_384;

    private final Statements statements;
    private final StatementRequestReader reader;
    private final StatementFormats formats;
    private final CurrentCaller current;

    StatementResource(
            Statements statements, StatementRequestReader reader, StatementFormats formats, CurrentCaller current) {
        this.statements = statements;
        this.reader = reader;
        this.formats = formats;
        this.current = current;
    }

    @GET
    @Blocking
    @Requires(Permission.SEE_STATEMENTS)
    @Operation(operationId = "getStatement", summary = "The entries of an account in a period")
    @APIResponse(
            responseCode = "200",
            description =
                    "The entries in the order of their numbers; as CSV (RFC 4180) without the balances of the head;"
                            + " as a workbook (XLSX) with them; as PDF under the letterhead of the community, with what is"
                            + " carried over from page to page, of at most 2,000 entries",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(ref = "Statement")),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response statement(
            @PathParam("account") String account,
            @Parameter(description = "The first day, in the time zone of the community; the first entry if absent")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The last day; today if absent") @QueryParam("to") @Nullable String to,
            @Parameter(
                            description =
                                    "As it stood at this instant (RFC 3339): what was booked later is not on it, and the last day is that of the instant if to is absent")
                    @QueryParam("asOf")
                    @Nullable
                    String asOf,
            @Parameter(description = "The code of a format; else what Accept asks for") @QueryParam("format") @Nullable
                    String format,
            @BeanParam DialectQuery dialect,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "At most so many entries, and a nextCursor if there are more; all if absent")
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context HttpHeaders headers) {
        Access access = current.access();
        StatementRequest request = reader.read(access, account, from, to, asOf, cursor, limit);
        StatementFormat chosen = formats.choose(format, headers.getAcceptableMediaTypes());
        StatementOptions options = new StatementOptions(dialect.read(chosen.code(), chosen.hasDialects()));
        requirePaged(chosen, cursor, limit);
        OpenStatement statement = statements.open(request, access.community().zone());
        requireNotTooLong(chosen, statement);
        Object body =
                request.limit().isPresent() ? page(statement, chosen, options) : stream(statement, chosen, options);
        Response.ResponseBuilder response = Response.ok(body, chosen.mediaType());
        if (!chosen.inline()) {
            String name = request.account().address() + "-" + request.to() + "." + chosen.extension();
            response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    private static void requirePaged(StatementFormat format, @Nullable String cursor, @Nullable String limit) {
        if (!format.paged() && (cursor != null || limit != null)) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            cursor == null ? "limit" : "cursor",
                            "malformed",
                            "is for formats that are read in pages; " + format.code() + " has the whole period")
                    .asException();
        }
    }

    private static void requireNotTooLong(StatementFormat format, OpenStatement statement) {
        if (statement.head().entries() > format.mostEntries()) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "format",
                            "too-long",
                            "is made of at most " + format.mostEntries() + " entries, and the period has "
                                    + statement.head().entries() + "; choose a shorter one, or ask for an export")
                    .asException();
        }
    }

    /** A page is made in memory, and so has a length, and an answer of its own if it cannot be read to its end. */
    private byte[] page(OpenStatement statement, StatementFormat format, StatementOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(PAGE_BYTES);
        try {
            statements.write(statement, format.writer(options, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private StreamingOutput stream(OpenStatement statement, StatementFormat format, StatementOptions options) {
        return out -> statements.write(statement, format.writer(options, out));
    }
}
