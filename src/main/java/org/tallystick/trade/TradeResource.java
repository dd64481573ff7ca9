package org.tallystick.trade;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.ledger.TradeId;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Flag;
import org.tallystick.web.Given;

@Path("/v1/communities/{community}/trades")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trades")
public class TradeResource {
    private static final String REPLAYED = "Idempotency-Replayed";

    private final RecordTrade recordTrade;
    private final RecordBatch recordBatch;
    private final ReverseTrade reverseTrade;
    private final TradeApprovals tradeApprovals;
    private final ReversalApprovals reversalApprovals;
    private final Trades trades;
    private final TradeQueryReader queries;
    private final CurrentCaller current;

    TradeResource(
            RecordTrade recordTrade,
            RecordBatch recordBatch,
            ReverseTrade reverseTrade,
            TradeApprovals tradeApprovals,
            ReversalApprovals reversalApprovals,
            Trades trades,
            TradeQueryReader queries,
            CurrentCaller current) {
        this.recordTrade = recordTrade;
        this.recordBatch = recordBatch;
        this.reverseTrade = reverseTrade;
        this.tradeApprovals = tradeApprovals;
        this.reversalApprovals = reversalApprovals;
        this.trades = trades;
        this.queries = queries;
        this.current = current;
    }

    /** A page of trades. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TradePage")
    public record Page(List<TradeView> trades, @Nullable String nextCursor) {}

    @POST
    @NonBlocking
    @Requires(value = Permission.RECORD_TRADES, checkedByWriter = true)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.CURRENCY_MISMATCH,
        ProblemType.UNKNOWN_ACCOUNT,
        ProblemType.SAME_ACCOUNT,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING,
        ProblemType.VALUE_DATE_OUT_OF_BOUNDS,
        ProblemType.TERMS_NOT_ACCEPTED,
        ProblemType.SPENDING_LIMIT_EXCEEDED,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(operationId = "recordTrade", summary = "Record a trade, or see what would become of it")
    @APIResponse(
            responseCode = "201",
            description = "Booked, and on disk",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Approval.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would become of it (dryRun): the trade without id and booking time",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    public Uni<Response> record(
            @PathParam("community") String community,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable TradeRequest body) {
        TradeRequest request = Given.body(body);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            Optional<IdempotencyKey> given = optional(keys);
            return recordTrade.preview(access, request, given).map(TradeResource::seen);
        }
        IdempotencyKey key = IdempotencyKey.read(keys);
        Supplier<Uni<Response>> booking =
                () -> recordTrade.record(access, request, key).map(answer -> created(community, answer));
        return TradeApprovals.mayWait(request)
                ? orWaits(tradeApprovals.ask(access, request, key), booking)
                : booking.get();
    }

    @POST
    @Path("/batch")
    @NonBlocking
    @Requires(value = Permission.RECORD_TRADES, checkedByWriter = true)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.CURRENCY_MISMATCH,
        ProblemType.TERMS_NOT_ACCEPTED,
        ProblemType.BATCH_REFUSED,
        ProblemType.STATE_CONFLICT
    })
    @Operation(operationId = "recordBatch", summary = "Record up to 1,000 trades, together or each by itself")
    @APIResponse(
            responseCode = "200",
            description = "What became of each trade, in the order given",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BatchView.class)))
    public Uni<Response> recordBatch(
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable BatchRequest body) {
        BatchRequest request = Given.body(body);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            Optional<IdempotencyKey> given = optional(keys);
            return recordBatch.preview(access, request, given).map(TradeResource::seen);
        }
        IdempotencyKey key = IdempotencyKey.read(keys);
        return recordBatch
                .record(access, request, key)
                .map(answer -> marked(Response.ok(answer.body()), answer.replayed()));
    }

    @POST
    @Path("/{id}/reversal")
    @NonBlocking
    @Requires(value = Permission.REVERSE_TRADES, checkedByWriter = true)
    @MayAnswer({
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING,
        ProblemType.REVERSAL_NOT_REVERSIBLE,
        ProblemType.ALREADY_REVERSED,
        ProblemType.SPENDING_LIMIT_EXCEEDED,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(operationId = "reverseTrade", summary = "Undo a trade, in full or in part")
    @APIResponse(
            responseCode = "201",
            description = "Reversed: the new trade, which names the old one",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on such reversals",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Approval.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would become of it (dryRun): the trade without id and booking time",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    public Uni<Response> reverse(
            @PathParam("community") String community,
            @Parameter(description = "The id of the trade") @PathParam("id") UUID id,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable ReversalRequest body) {
        ReversalRequest request = Given.body(body);
        Access access = current.access();
        TradeId trade = new TradeId(id);
        if (Flag.read("dryRun", dryRun)) {
            Optional<IdempotencyKey> given = optional(keys);
            return reverseTrade.preview(access, trade, request, given).map(TradeResource::seen);
        }
        IdempotencyKey key = IdempotencyKey.read(keys);
        return orWaits(
                reversalApprovals.ask(access, trade, request, key),
                () -> reverseTrade.reverse(access, trade, request, key).map(answer -> created(community, answer)));
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Requires(Permission.SEE_TRADES)
    @Operation(operationId = "getTrade", summary = "One trade")
    public TradeView one(@Parameter(description = "The id of the trade") @PathParam("id") UUID id) {
        return trades.one(current.access(), new TradeId(id));
    }

    @GET
    @Blocking
    @Requires(Permission.SEE_TRADES)
    @Operation(
            operationId = "listTrades",
            summary =
                    "Trades that you may see, the newest first; or those of an account of which you remember something")
    public Page list(
            @Parameter(description = "Only trades of this account; a search is of one") @QueryParam("account") @Nullable
                    String account,
            @Parameter(description = "The first day of the period, in the time zone of the community")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The last day of the period") @QueryParam("to") @Nullable String to,
            @Parameter(
                            description =
                                    "Up to 8 words, each a part of the description, of a value of the metadata, or of the"
                                            + " name or handle of somebody on the other side; capitals and accents do not count")
                    @QueryParam("text")
                    @Nullable
                    String text,
            @Parameter(description = "The address of an account on the other side") @QueryParam("with") @Nullable
                    String with,
            @Parameter(description = "The least that the trade moved on the account") @QueryParam("min") @Nullable
                    String min,
            @Parameter(description = "The most that it moved") @QueryParam("max") @Nullable String max,
            @Parameter(description = "The code of a category") @QueryParam("category") @Nullable String category,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Access access = current.access();
        Trades.Listed found = trades.list(
                access,
                queries.read(
                        access,
                        new TradeQueryReader.Asked(account, from, to, text, with, min, max, category, cursor, limit)));
        return new Page(found.trades(), found.next().orElse(null));
    }

    private static Uni<Response> orWaits(Uni<Optional<Approval>> waits, Supplier<Uni<Response>> booking) {
        return waits.chain(approval -> approval.isPresent()
                ? Uni.createFrom()
                        .item(Response.status(Response.Status.ACCEPTED)
                                .entity(approval.get())
                                .build())
                : booking.get());
    }

    private static Optional<IdempotencyKey> optional(List<String> keys) {
        return keys.isEmpty() ? Optional.empty() : Optional.of(IdempotencyKey.read(keys));
    }

    private static Response seen(Object preview) {
        return Response.ok(preview).build();
    }

    private static Response created(String community, Answer<TradeView> answer) {
        // As it is: made absolute, it would cost as much as the trade, and be wrong behind many a proxy.
        String location =
                "/v1/communities/" + community + "/trades/" + answer.body().id();
        return marked(
                Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, location)
                        .entity(answer.body()),
                answer.replayed());
    }

    private static Response marked(ResponseBuilder response, boolean replayed) {
        return replayed ? response.header(REPLAYED, "true").build() : response.build();
    }
}
