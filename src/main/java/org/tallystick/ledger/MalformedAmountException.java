package org.tallystick.ledger;

/** A text that is not an amount of its currency. The message is fit to be shown to the person who wrote it. */
public final class MalformedAmountException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the text. */
    public enum Reason {
        SYNTAX,
        TOO_MANY_DIGITS,
        OVERFLOW
    }

    private final Reason reason;

    MalformedAmountException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
