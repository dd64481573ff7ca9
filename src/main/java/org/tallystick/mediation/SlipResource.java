package org.tallystick.mediation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.web.Flag;
import org.tallystick.web.Given;

/** Paper slips over HTTP. */
@Path("/v1/communities/{community}/slips")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trades")
public class SlipResource {
    private static final String CSV = "text/csv";

    private final EnterSlips enterSlips;
    private final CurrentCaller current;
    private final ObjectMapper json;

    SlipResource(EnterSlips enterSlips, CurrentCaller current, ObjectMapper json) {
        this.enterSlips = enterSlips;
        this.current = current;
        this.json = json;
    }

    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, CSV})
    @Requires(Permission.ENTER_SLIPS)
    @MayAnswer({ProblemType.AMOUNT_NOT_POSITIVE, ProblemType.CURRENCY_MISMATCH, ProblemType.BATCH_REFUSED})
    @Operation(
            operationId = "enterSlips",
            summary = "Enters up to 1,000 paper slips for members, and tells both parties by mail",
            description =
                    "As JSON, or as CSV with the columns slip (the number), payer, payee, amount, description and, where"
                            + " wanted, value_date. Idempotent as batches are. What is wrong names the slip, or the line of the file.")
    @APIResponse(
            responseCode = "200",
            description = "What became of each slip, in the order given",
            content = @Content(schema = @Schema(implementation = SlipResults.class)))
    public Uni<Response> enter(
            @PathParam("community") String community,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Parameter(
                            description = "true: all are booked or none; else each stands by itself",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("atomic")
                    List<String> atomic,
            @Context HttpHeaders headers,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = SlipsRequest.class)),
                                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
                            })
                    byte[] body) {
        Access access = current.access();
        boolean together = Flag.read("atomic", atomic);
        Slips slips =
                MediaType.valueOf(CSV).isCompatible(headers.getMediaType()) ? Slips.of(body) : Slips.of(read(body));
        if (Flag.read("dryRun", dryRun)) {
            Optional<IdempotencyKey> key = keys.isEmpty() ? Optional.empty() : Optional.of(IdempotencyKey.read(keys));
            return enterSlips
                    .preview(access, slips, together, key)
                    .map(seen -> Response.ok(seen).build());
        }
        return enterSlips
                .enter(access, slips, together, IdempotencyKey.read(keys))
                .map(answer -> {
                    Response.ResponseBuilder response = Response.ok(answer.body());
                    return answer.replayed()
                            ? response.header("Idempotency-Replayed", "true").build()
                            : response.build();
                });
    }

    private SlipsRequest read(byte[] body) {
        try {
            @Nullable SlipsRequest read = json.readValue(body, SlipsRequest.class);
            return Given.body(read);
        } catch (IOException e) {
            // What is wrong with it is told where every failure is.
            throw new UncheckedIOException(e);
        }
    }
}
