package org.tallystick.report;

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
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.report.ReportRequestReader.Asked;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.DialectQuery;

/** Reports on a whole community. */
@Path("/v1/communities/{community}/reports/{report}")
@Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/pdf"
})
@Tag(name = "Reports")
public class ReportResource {
    private final CurrentCaller current;
    private final ReportRequestReader reader;
    private final TableFormats formats;
    private final KeepReport keeping;

    ReportResource(CurrentCaller current, ReportRequestReader reader, TableFormats formats, KeepReport keeping) {
        this.current = current;
        this.reader = reader;
        this.formats = formats;
        this.keeping = keeping;
    }

    /** What is asked for. */
    public static class Query {
        @Parameter(description = "The code of a currency; the community's first one if absent")
        @QueryParam("currency")
        @Nullable
        String currency;

        @Parameter(
                description =
                        "Of balances and trial-balance: the day at whose end they stand, in the time zone of the community; today if absent")
        @QueryParam("date")
        @Nullable
        String date;

        @Parameter(description = "Of balances and trial-balance: the instant at which they stand (RFC 3339)")
        @QueryParam("asOf")
        @Nullable
        String asOf;

        @Parameter(
                description =
                        "Of trades, levies, members and trial-balance: the first day of the period; from the first entry on if absent")
        @QueryParam("from")
        @Nullable
        String from;

        @Parameter(description = "Of trades, levies and members: the last day of the period; today if absent")
        @QueryParam("to")
        @Nullable
        String to;
    }

    @GET
    @Blocking
    @Requires(Permission.SEE_REPORTS)
    @MayAnswer({ProblemType.AMOUNT_OVERFLOW})
    @Operation(
            operationId = "getReport",
            summary = "A report on the whole community: balances, limits, trades, levies, members or trial-balance")
    @APIResponse(
            responseCode = "200",
            description =
                    "The report of one moment. JSON has every amount as a decimal string; CSV (RFC 4180) has the lines without totals; a workbook (XLSX) has all of it; PDF has at most 2,000 rows",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(ref = "Report")),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response report(
            @PathParam("community") String community,
            @Parameter(description = "balances, limits, trades, levies, members or trial-balance") @PathParam("report")
                    String report,
            @BeanParam Query query,
            @Parameter(description = "The code of a format; else what Accept asks for") @QueryParam("format") @Nullable
                    String format,
            @BeanParam DialectQuery dialect,
            @Context HttpHeaders headers)
            throws IOException {
        ReportRequest request = reader.read(
                current.access().community().id(),
                new Asked(report, query.currency, query.date, query.asOf, query.from, query.to));
        TableFormat chosen = formats.choose(format, headers.getAcceptableMediaTypes());
        KeptReport kept = keeping.keep(request, chosen, dialect.read(chosen.code(), chosen.hasDialects()));
        StreamingOutput body = out -> {
            try (kept) {
                kept.copyTo(out);
            }
        };
        Response.ResponseBuilder response = Response.ok(body, chosen.mediaType());
        if (!chosen.inline()) {
            String name = community + "-" + request.code() + "-" + request.to() + "." + chosen.extension();
            response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CONTENT_LENGTH, kept.length())
                .build();
    }
}
