package org.tallystick.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the service does not start, in words for the operator, who sees the message and no stack trace. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure among the causes of {@code problem}, if there is one. */
    static Optional<StartFailure> in(@Nullable Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
