package org.tallystick.dispute;

import java.util.Locale;

/** How a dispute stands. All but the first are its end. */
enum DisputeState {
    OPEN,
    /** Whoever flagged the trade was right. */
    UPHELD,
    /** The trade was right. */
    REJECTED,
    /** The parties have agreed. */
    SETTLED,
    /** Whoever flagged the trade has taken that back. */
    WITHDRAWN;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static DisputeState read(String text) {
        for (DisputeState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("must be open, upheld, rejected, settled or withdrawn");
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static DisputeState readOutcome(String text) {
        return switch (text) {
            case "upheld" -> UPHELD;
            case "rejected" -> REJECTED;
            case "settled" -> SETTLED;
            default -> throw new IllegalArgumentException("must be upheld, rejected or settled");
        };
    }

    /** As it is written and stored. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
