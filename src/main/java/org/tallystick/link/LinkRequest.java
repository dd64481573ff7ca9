package org.tallystick.link;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment link as it is asked for.
 *
 * @param payee the address of the member's account that is paid
 * @param amount absent: whoever pays says how much
 * @param singleUse whether it can be paid once; absent: as often as anybody wants
 * @param reason why, where somebody makes it by an office for a member
 */
@Schema(name = "NewPaymentLink")
public record LinkRequest(
        @Nullable String payee,
        @Nullable String amount,
        @Nullable String memo,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String expiresAt,
        @Nullable Boolean singleUse,
        @Nullable String reason) {}
