package org.tallystick.ledger;

/** A sum of amounts that does not fit; refused rather than wrapped around. */
public final class AmountOverflowException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    public AmountOverflowException(String message) {
        super(message);
    }
}
