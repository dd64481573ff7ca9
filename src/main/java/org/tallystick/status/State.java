package org.tallystick.status;

import java.util.Locale;

/** How it stands with something, the best first. */
enum State {
    GOOD("Good"),
    /** Somebody should look at it, in the next days. */
    ATTENTION("Attention"),
    /** Somebody should look at it now. */
    BAD("Wrong");

    private final String word;

    State(String word) {
        this.word = word;
    }

    /** For a person. */
    public String word() {
        return word;
    }

    /** For a program. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
