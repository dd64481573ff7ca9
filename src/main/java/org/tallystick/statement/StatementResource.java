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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
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
    "application/pdf",
    "application/x-camt053+xml",
    "application/x-ofx",
    "application/x-mt940",
    "text/x-hledger",
    "text/x-ledger",
    "text/x-beancount"
})
@Tag(name = "Statements")
public class StatementResource {
    private final Statements statements;
    private final StatementRequestReader reader;
    private final StatementFormats formats;
    private final MakeStatement making;
    private final CurrentCaller current;

    StatementResource(
            Statements statements,
            StatementRequestReader reader,
            StatementFormats formats,
            MakeStatement making,
            CurrentCaller current) {
        this.statements = statements;
        this.reader = reader;
        this.formats = formats;
        this.making = making;
        this.current = current;
    }

    @GET
    @Blocking
    @Requires(Permission.SEE_STATEMENTS)
    @MayAnswer({ProblemType.AMOUNT_OVERFLOW})
    @Operation(operationId = "getStatement", summary = "The entries of an account in a period")
    @APIResponse(
            responseCode = "200",
            description =
                    "The entries in the order of their numbers; as CSV (RFC 4180) without the balances of the head; as a workbook (XLSX) with them; as PDF under the letterhead of the community, with what is carried over from page to page, of at most 2,000 entries; as ISO 20022 camt.053.001.08, OFX 2.1.1 and MT940, and as journals of hledger, ledger and beancount",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(ref = "Statement")),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/x-camt053+xml", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ofx", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-mt940", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/x-hledger", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/x-ledger", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/x-beancount", schema = @Schema(type = SchemaType.STRING))
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
        requireRoom(chosen, statement.head());
        Object body = request.limit().isPresent() || chosen.madeWhole()
                ? making.make(statement, chosen, options)
                : stream(statement, chosen, options);
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

    private static void requireRoom(StatementFormat format, StatementHead head) {
        format.lacking(head).ifPresent(why -> {
            throw Problem.ofField(ProblemType.MALFORMED, "format", "too-large", format.code() + " " + why)
                    .asException();
        });
    }

    private StreamingOutput stream(OpenStatement statement, StatementFormat format, StatementOptions options) {
        return out -> statements.write(statement, format.writer(options, out));
    }
}
