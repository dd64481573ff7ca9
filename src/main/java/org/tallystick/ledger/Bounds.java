package org.tallystick.ledger;

/** Amounts with which the rules can calculate. */
final class Bounds {
    /** More than any account can take in, and little enough that no sum with it passes a {@code long}. */
    private static final Amount MORE_THAN_FITS = Amount.ofMinorUnits(3 * Amount.LARGEST.minorUnits());

    private Bounds() {}

    /** The amount, or the nearest with which the rules can calculate: it will be refused, and never throw. */
    static Amount of(Amount amount) {
        if (amount.isNegative()) {
            return Amount.ZERO;
        }
        return amount.isMoreThan(MORE_THAN_FITS) ? MORE_THAN_FITS : amount;
    }
}
