package org.tallystick.proposal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param amount how much of the trade to give back; all that is left if absent
 * @param reason why; it stands on the statement of all
 * @param expiresAt until when it may be accepted; 30 days from now if absent
 */
@Schema(name = "NewReversalRequest")
public record ReversalRequestBody(
        @Nullable String amount,
        @Nullable String reason,
        @Nullable String expiresAt) {}
