package org.tallystick.community;

import java.util.Locale;

/** How far a community is from its end. */
public enum Phase {
    OPEN,
    /** Read-only, and not settled yet. */
    WINDING_UP,
    /** Every member's accounts stand at zero and are closed. */
    WOUND_UP,
    /** The members are pseudonyms, and the community is called by its slug. */
    ERASED;

    /** As it is stored and shown: {@code winding-up}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such phase */
    public static Phase of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
