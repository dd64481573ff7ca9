package org.tallystick.trade;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param amount how much of the trade to give back; all that is left if absent
 * @param reason why; it stands on the statement of both
 * @param overrideLimits an administrator books it although limits of the accounts stand against it
 */
@Schema(name = "NewReversal")
public record ReversalRequest(
        @Nullable String amount,
        @Nullable String reason,
        @Nullable Boolean overrideLimits) {

    boolean overrides() {
        return Boolean.TRUE.equals(overrideLimits);
    }
}
