package org.tallystick.change;

import org.tallystick.problem.Text;

/** Why an administrator changes something: 1 to {@value #LONGEST} characters. */
public record Reason(String text) {
    public static final int LONGEST = 500;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public Reason {
        text = Text.read(text, LONGEST);
    }
}
