package org.tallystick.web;

import java.util.List;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** A query parameter that is on or off: a slip of the pen in {@code dryRun} must not book anything. */
public final class Flag {
    private Flag() {}

    /** @throws ProblemException 400 unless it is absent, {@code true} or {@code false} */
    public static boolean read(String name, List<String> values) {
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return false;
        }
        if (values.equals(List.of("true"))) {
            return true;
        }
        throw Problem.ofField(ProblemType.MALFORMED, name, "malformed", "must be true or false, and stand there once")
                .asException();
    }
}
