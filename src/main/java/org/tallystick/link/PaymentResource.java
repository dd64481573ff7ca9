package org.tallystick.link;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.TradeView;
import org.tallystick.web.Flag;
import org.tallystick.web.Given;

/** Payment links, for those who pay by them. */
@Path("/v1/communities/{community}/payment-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payment links")
public class PaymentResource {
    private final CurrentCaller current;
    private final LookUpPaymentLink lookUp;
    private final PayByLink paying;

    PaymentResource(CurrentCaller current, LookUpPaymentLink lookUp, PayByLink paying) {
        this.current = current;
        this.lookUp = lookUp;
        this.paying = paying;
    }

    /** The token of a payment link. */
    @Schema(name = "PaymentLinkToken")
    public record Token(@Nullable String token) {}

    @POST
    @Path("/look-up")
    @Requires(value = Permission.SEE_MEMBERS, whenClosed = true)
    @MayAnswer(ProblemType.PAYMENT_LINK_INVALID)
    @Operation(operationId = "lookUpPaymentLink", summary = "What one would pay by a link, and to whom")
    @APIResponse(
            responseCode = "200",
            description = "What the link says, and whether it is open",
            content = @Content(schema = @Schema(implementation = LinkOffer.class)))
    public LinkOffer lookUp(@PathParam("community") String slug, @Nullable Token body) {
        return lookUp.lookUp(current.access(), Given.body(body).token());
    }

    @POST
    @Path("/pay")
    @NonBlocking
    @Requires(value = Permission.RECORD_TRADES, checkedByWriter = true)
    @MayAnswer({
        ProblemType.PAYMENT_LINK_INVALID,
        ProblemType.PAYMENT_LINK_ENDED,
        ProblemType.AMOUNT_NOT_POSITIVE,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.CURRENCY_MISMATCH,
        ProblemType.UNKNOWN_ACCOUNT,
        ProblemType.SAME_ACCOUNT,
        ProblemType.ACCOUNT_CLOSED,
        ProblemType.ACCOUNT_FROZEN,
        ProblemType.ACCOUNT_LEAVING,
        ProblemType.TERMS_NOT_ACCEPTED,
        ProblemType.SPENDING_LIMIT_EXCEEDED,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(operationId = "payByLink", summary = "Pays by a link, or shows what would become of it")
    @APIResponse(
            responseCode = "201",
            description = "Booked, and on disk; the link's id stands in the metadata",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would become of it (dryRun): the trade without id and booking time",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TradeView.class)))
    public Uni<Response> pay(
            @PathParam("community") String slug,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            @QueryParam("dryRun") List<String> dryRun,
            @Nullable PaymentRequest body) {
        PaymentRequest request = Given.body(body);
        Access access = current.access();
        if (Flag.read("dryRun", dryRun)) {
            Optional<IdempotencyKey> given = keys.isEmpty() ? Optional.empty() : Optional.of(IdempotencyKey.read(keys));
            return paying.preview(access, request, given)
                    .map(seen -> Response.ok(seen).build());
        }
        return paying.pay(access, request, IdempotencyKey.read(keys)).map(answer -> created(slug, answer));
    }

    private static Response created(String community, Answer<TradeView> answer) {
        Response.ResponseBuilder response = Response.status(Response.Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        "/v1/communities/" + community + "/trades/"
                                + answer.body().id())
                .entity(answer.body());
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.build();
    }
}
