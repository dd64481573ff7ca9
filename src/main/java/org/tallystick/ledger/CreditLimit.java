package org.tallystick.ledger;

/**
 * How far below zero an account may go, in minor units: from 0 to {@link Amount#LARGEST}, or without limit, which only
 * the settlement account has.
 */
public record CreditLimit(long minorUnits) {
    public static final CreditLimit NONE = new CreditLimit(Long.MAX_VALUE);

    public CreditLimit {
        if (minorUnits < 0 || (minorUnits > Amount.LARGEST.minorUnits() && minorUnits != Long.MAX_VALUE)) {
            throw new IllegalArgumentException("a credit limit is 0 or more, not " + minorUnits);
        }
    }

    public static CreditLimit of(Amount amount) {
        if (amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("a credit limit is at most " + Amount.LARGEST + ", not " + amount);
        }
        return new CreditLimit(amount.minorUnits());
    }

    public boolean isUnlimited() {
        return minorUnits == Long.MAX_VALUE;
    }

    /** Whether an account whose balance less its holds stands at {@code position} is within the limit. */
    public boolean allows(Amount position) {
        return isUnlimited() || position.minorUnits() >= -minorUnits;
    }
}
