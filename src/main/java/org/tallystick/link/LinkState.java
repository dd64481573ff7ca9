package org.tallystick.link;

import java.time.Instant;
import java.util.Locale;

/** How a payment link stands. Only an open one can be paid, and none is opened again. */
enum LinkState {
    OPEN,
    /** For a single use, and paid. */
    USED,
    WITHDRAWN,
    EXPIRED;

    /** @param paid whether it was for a single use, and paid */
    static LinkState of(boolean paid, boolean withdrawn, Instant expiresAt, Instant now) {
        if (paid) {
            return USED;
        }
        if (withdrawn) {
            return WITHDRAWN;
        }
        return now.isBefore(expiresAt) ? OPEN : EXPIRED;
    }

    /** As it is shown. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
