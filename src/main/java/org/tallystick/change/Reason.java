package org.tallystick.change;

import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/** Why an administrator changes something: 1 to {@value #LONGEST} characters. */
public record Reason(String text) {
    public static final int LONGEST = 500;

    private static final Reason MISSING = new Reason("missing");

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public Reason {
        text = Text.read(text, LONGEST);
    }

    /** The reason that a request gives; where it gives none, that is noted among the errors, and this is no reason. */
    public static Reason read(FieldErrors errors, @Nullable String text) {
        return errors.read("reason", text, Reason::new).orElse(MISSING);
    }

    /**
     * The reason of a request that has nothing else to read.
     *
     * @throws org.tallystick.problem.ProblemException {@code malformed}
     */
    public static Reason given(@Nullable String text) {
        FieldErrors errors = new FieldErrors();
        Reason reason = read(errors, text);
        errors.throwIfAny();
        return reason;
    }
}
