package org.tallystick.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in the log for a failure whose message, or a cause's, is not {@link Printable}; its stack traces are the failure's. */
final class PrintableFailure extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String text;

    private PrintableFailure(Throwable failure, @Nullable Throwable cause) {
        super(null, cause, true, true);
        this.text = Printable.of(String.valueOf(failure));
        setStackTrace(failure.getStackTrace());
    }

    /** The failure itself, if all that it says is printable. */
    static Throwable of(Throwable failure) {
        boolean printable = family(failure).stream().allMatch(one -> Printable.is(String.valueOf(one)));
        return printable ? failure : copy(failure, none());
    }

    /** A failure with all that it has of causes and suppressed ones, each once: there are rings. */
    private static List<Throwable> family(Throwable failure) {
        Set<Throwable> seen = none();
        List<Throwable> all = new ArrayList<>();
        all.add(failure);
        seen.add(failure);
        for (int i = 0; i < all.size(); i++) {
            for (Throwable next : nextOf(all.get(i))) {
                if (seen.add(next)) {
                    all.add(next);
                }
            }
        }
        return all;
    }

    private static List<Throwable> nextOf(Throwable failure) {
        List<Throwable> next = new ArrayList<>(List.of(failure.getSuppressed()));
        Throwable cause = failure.getCause();
        if (cause != null) {
            next.add(0, cause);
        }
        return next;
    }

    private static Throwable copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        Throwable cause = failure.getCause();
        PrintableFailure copy =
                new PrintableFailure(failure, cause != null && !seen.contains(cause) ? copy(cause, seen) : null);
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    private static Set<Throwable> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Begins with the failure's class, not with this one. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return text;
    }
}
