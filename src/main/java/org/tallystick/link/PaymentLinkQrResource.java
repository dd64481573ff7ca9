package org.tallystick.link;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Payment links as something to scan. */
@Path("/v1/communities/{community}/payment-links/{link}/qr")
@Produces({"image/png", "image/svg+xml"})
@Tag(name = "Payment links")
public class PaymentLinkQrResource {
    private static final int USUAL_SIZE = 400;
    /** A pixel for each module of the largest QR code there is, and more. */
    private static final int SMALLEST_SIZE = 200;

    private static final int LARGEST_SIZE = 2_000;

    private final CurrentCaller current;
    private final ShowPaymentLinks shown;

    PaymentLinkQrResource(CurrentCaller current, ShowPaymentLinks shown) {
        this.current = current;
        this.shown = shown;
    }

    @GET
    @Requires(Permission.SEE_PAYMENT_LINKS)
    @Operation(operationId = "getPaymentLinkQr", summary = "The QR code of a payment link")
    @APIResponse(
            responseCode = "200",
            description =
                    "A square with its quiet zone. It holds the link, or its token where the operator names no page for links",
            content = {
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING))
            })
    public Response qr(
            @PathParam("community") String slug,
            @Parameter(description = "The id of the payment link") @PathParam("link") UUID id,
            @Parameter(description = "png or svg; else what Accept asks for") @QueryParam("format") @Nullable
                    String format,
            @Parameter(description = "Of each side, in pixels: 200 to 2000; 400 if absent")
                    @QueryParam("size")
                    @Nullable
                    String size,
            @Context HttpHeaders headers) {
        FieldErrors errors = new FieldErrors();
        Optional<QrFormat> asked = QrFormat.read(format, errors);
        int pixels =
                errors.readIfPresent("size", size, PaymentLinkQrResource::size).orElse(USUAL_SIZE);
        errors.throwIfAny();
        QrFormat chosen = asked.orElseGet(() -> QrFormat.accepted(headers.getAcceptableMediaTypes()));
        QrCode code = new QrCode(shown.scanned(current.access(), id));
        return Response.ok(chosen.of(code, pixels), chosen.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static int size(String text) {
        if (!text.matches("[0-9]{1,4}")
                || Integer.parseInt(text) < SMALLEST_SIZE
                || Integer.parseInt(text) > LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "must be a number of pixels from " + SMALLEST_SIZE + " to " + LARGEST_SIZE);
        }
        return Integer.parseInt(text);
    }
}
