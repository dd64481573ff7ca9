package org.tallystick.proposal;

import java.util.Locale;

/** On which side of a trade a party stands. */
public enum Side {
    PAYER,
    PAYEE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static Side read(String text) {
        for (Side side : values()) {
            if (side.text().equals(text)) {
                return side;
            }
        }
        throw new IllegalArgumentException("must be payer or payee");
    }
}
