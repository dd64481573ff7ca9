package org.tallystick.telemetry;

/** Stands in the log for a failure whose message, or a cause's, is not {@link Printable}; its stack traces are the failure's. */
final class PrintableFailure extends Throwable {
    private static final long serialVersionUID = 1L;

    /** A chain longer than this is not followed further; it may be a ring. */
    private static final int DEEPEST = 20;

    private final String text;

    private PrintableFailure(Throwable failure, int depth) {
        super(null, null, true, true);
        this.text = Printable.of(String.valueOf(failure));
        setStackTrace(failure.getStackTrace());
        if (depth < DEEPEST) {
            Throwable cause = failure.getCause();
            if (cause != null) {
                initCause(new PrintableFailure(cause, depth + 1));
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                addSuppressed(new PrintableFailure(suppressed, depth + 1));
            }
        }
    }

    /** The failure itself, if all that it says is printable. */
    static Throwable of(Throwable failure) {
        return is(failure, 0) ? failure : new PrintableFailure(failure, 0);
    }

    private static boolean is(Throwable failure, int depth) {
        if (depth == DEEPEST) {
            return true;
        }
        Throwable cause = failure.getCause();
        boolean printable = Printable.is(String.valueOf(failure)) && (cause == null || is(cause, depth + 1));
        for (Throwable suppressed : failure.getSuppressed()) {
            printable &= is(suppressed, depth + 1);
        }
        return printable;
    }

    @Override
    public String toString() {
        return text;
    }
}
