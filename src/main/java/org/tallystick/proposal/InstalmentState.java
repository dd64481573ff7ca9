package org.tallystick.proposal;

import java.util.Locale;

/** How an instalment stands. */
public enum InstalmentState {
    /** A suggestion: nobody has accepted the schedule. */
    PROPOSED,
    /** Accepted, and not booked yet. */
    PENDING,
    BOOKED,
    /** The payee asks for it no more. */
    RELEASED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InstalmentState read(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
