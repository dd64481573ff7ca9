package org.tallystick.trade;

import org.jspecify.annotations.Nullable;

/**
 * @param amount how much of the trade to give back; all that is left if absent
 * @param reason why; it stands on the statement of both
 */
public record ReversalRequest(
        @Nullable String amount, @Nullable String reason) {}
