package org.tallystick.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** A query parameter that is on or off: a slip of the pen in {@code dryRun} must not book anything. */
public final class Flag {
    private Flag() {}

    /** @throws ProblemException 400 unless it is absent, {@code true} or {@code false} */
    public static boolean read(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.ofField(ProblemType.MALFORMED, name, "malformed", "must be true or false")
                .asException();
    }
}
