package org.tallystick.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** What a request must bring. */
public final class Given {
    private Given() {}

    /** @throws ProblemException {@code malformed} if there is no body, or it is {@code null} */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.of(ProblemType.MALFORMED, "The request needs a body: a JSON object.");
        }
        return body;
    }
}
