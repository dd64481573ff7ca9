package org.tallystick.link;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** Payment links, for those who are paid by them. */
@Path("/v1/communities/{community}/payment-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payment links")
public class PaymentLinkResource {
    private final CurrentCaller current;
    private final MakePaymentLink making;
    private final ShowPaymentLinks shown;
    private final WithdrawPaymentLink withdrawing;

    PaymentLinkResource(
            CurrentCaller current, MakePaymentLink making, ShowPaymentLinks shown, WithdrawPaymentLink withdrawing) {
        this.current = current;
        this.making = making;
        this.shown = shown;
        this.withdrawing = withdrawing;
    }

    @POST
    @Requires(Permission.MANAGE_PAYMENT_LINKS)
    @MayAnswer({ProblemType.AMOUNT_NOT_POSITIVE, ProblemType.UNKNOWN_ACCOUNT, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "makePaymentLink", summary = "Makes a link by which a member is paid")
    @APIResponse(
            responseCode = "201",
            description = "The link, which can be shown or sent to whoever shall pay",
            content = @Content(schema = @Schema(implementation = PaymentLinkView.class)))
    public Response make(@PathParam("community") String slug, @Nullable LinkRequest body) {
        Access access = current.access();
        PaymentLink link = making.make(access, Given.body(body));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/v1/communities/" + slug + "/payment-links/" + link.id())
                .entity(shown.view(access, link))
                .build();
    }

    @GET
    @Requires(Permission.SEE_PAYMENT_LINKS)
    @Operation(operationId = "listPaymentLinks", summary = "The payment links that you may see, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The links, ended ones too, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = ShowPaymentLinks.Page.class)))
    public ShowPaymentLinks.Page list(
            @PathParam("community") String slug,
            @Parameter(description = "Only links by which this account is paid") @QueryParam("account") @Nullable
                    String account,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return shown.list(current.access(), account, cursor, limit);
    }

    @GET
    @Path("/{link}")
    @Requires(Permission.SEE_PAYMENT_LINKS)
    @Operation(operationId = "getPaymentLink", summary = "A payment link, how it stands, and how often it was paid")
    @APIResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = PaymentLinkView.class)))
    public PaymentLinkView one(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the payment link") @PathParam("link") UUID id) {
        Access access = current.access();
        return shown.view(access, shown.required(access, id));
    }

    @DELETE
    @Path("/{link}")
    @Requires(value = Permission.MANAGE_PAYMENT_LINKS, whenClosed = true)
    @MayAnswer(ProblemType.PAYMENT_LINK_ENDED)
    @Operation(operationId = "withdrawPaymentLink", summary = "Withdraws a payment link, for good")
    @APIResponse(responseCode = "204", description = "Withdrawn: nobody pays by it any more")
    public void withdraw(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the payment link") @PathParam("link") UUID id,
            @Parameter(description = "Why; needed, and kept, where it is done by an office for a member")
                    @QueryParam("reason")
                    @Nullable
                    String why) {
        withdrawing.withdraw(current.access(), id, why);
    }
}
