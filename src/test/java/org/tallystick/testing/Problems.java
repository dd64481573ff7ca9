package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;

/** What a use case refuses with. */
public final class Problems {
    private Problems() {}

    /** The problem that the action ends with; the test fails if it ends well. */
    public static Problem problemOf(Runnable action) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, action::run);
        assertThat(thrown).as("a problem").isNotNull();
        return thrown.problem();
    }
}
