package org.tallystick.departure;

import java.util.Locale;

/** Why a member's time in the community ends. */
enum DepartureCause {
    /** The member wants to. */
    LEAVES,
    /** Nobody finds it any more. */
    VANISHED,
    DECEASED;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static DepartureCause read(String text) {
        for (DepartureCause cause : values()) {
            if (cause.text().equals(text)) {
                return cause;
            }
        }
        throw new IllegalArgumentException("must be \"leaves\", \"vanished\" or \"deceased\"");
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nobody is left to settle anything, so that there is nothing to wait for. */
    boolean leavesNobody() {
        return this != LEAVES;
    }
}
