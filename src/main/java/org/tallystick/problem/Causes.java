package org.tallystick.problem;

import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure with what caused it, the outermost first. */
final class Causes {
    /** A chain longer than this is not followed further; it may be a ring. */
    private static final int DEEPEST = 20;

    private Causes() {}

    static List<Throwable> of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < DEEPEST; cause = next(cause)) {
            causes.add(cause);
        }
        return causes;
    }

    /** Why a transaction could not be committed, its manager attaches as suppressed. Elsewhere that is only what failed besides. */
    private static @Nullable Throwable next(Throwable cause) {
        Throwable next = cause.getCause();
        boolean isCommit = cause instanceof RollbackException && cause.getSuppressed().length > 0;
        return next == null && isCommit ? cause.getSuppressed()[0] : next;
    }
}
