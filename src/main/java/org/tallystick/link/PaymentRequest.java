package org.tallystick.link;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment by a link.
 *
 * @param payer the address of the member's account that pays
 * @param amount where the link leaves it open
 */
@Schema(name = "PaymentByLink")
public record PaymentRequest(
        @Nullable String token,
        @Nullable String payer,
        @Nullable String amount) {}
