package org.tallystick.journal;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** The books of a whole community, for programs that keep books. */
@Path("/v1/communities/{community}/journal")
@Produces({"text/x-hledger", "text/x-ledger", "text/x-beancount"})
@Tag(name = "Statements")
public class JournalResource {
    private final CurrentCaller current;
    private final JournalRequestReader reader;
    private final CommunityJournal journals;

    JournalResource(CurrentCaller current, JournalRequestReader reader, CommunityJournal journals) {
        this.current = current;
        this.reader = reader;
        this.journals = journals;
    }

    @GET
    @Blocking
    @Requires(Permission.EXPORT_COMMUNITY)
    @Operation(
            operationId = "getJournal",
            summary = "The books of the community in one currency, as a journal of plain-text accounting")
    @APIResponse(
            responseCode = "200",
            description =
                    "Every trade of the period with all its entries, in the order of booking; before them the accounts and what they held, after them what they hold",
            content = {
                @Content(mediaType = "text/x-hledger", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/x-ledger", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/x-beancount", schema = @Schema(type = SchemaType.STRING))
            })
    public Response journal(
            @PathParam("community") String slug,
            @Parameter(description = "hledger, ledger or beancount; hledger if absent") @QueryParam("format") @Nullable
                    String format,
            @Parameter(description = "The code of a currency; the community's first one if absent")
                    @QueryParam("currency")
                    @Nullable
                    String currency,
            @Parameter(description = "The first day, in the time zone of the community; the first trade if absent")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The last day; today if absent") @QueryParam("to") @Nullable String to) {
        JournalRequest request = reader.read(current.access(), format, currency, from, to);
        OpenJournal journal = journals.open(request.community(), request.currency(), request.from(), request.to());
        StreamingOutput body = out -> journals.write(journal, request.dialect(), out);
        String name = slug + "-" + request.currency().code() + "-" + request.to() + "."
                + request.dialect().extension();
        return Response.ok(body, request.dialect().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
