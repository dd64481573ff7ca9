package org.tallystick.ledger;

/** How far above zero an account may go, in minor units: from 0 to {@link Amount#LARGEST}, or without cap. */
public record BalanceCap(long minorUnits) {
    public static final BalanceCap NONE = new BalanceCap(Long.MAX_VALUE);

    public BalanceCap {
        if (minorUnits < 0 || (minorUnits > Amount.LARGEST.minorUnits() && minorUnits != Long.MAX_VALUE)) {
            throw new IllegalArgumentException("a balance cap is 0 or more, not " + minorUnits);
        }
    }

    public static BalanceCap of(Amount amount) {
        if (amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("a balance cap is at most " + Amount.LARGEST + ", not " + amount);
        }
        return new BalanceCap(amount.minorUnits());
    }

    public boolean isUncapped() {
        return minorUnits == Long.MAX_VALUE;
    }

    /** Whether an account whose balance plus its incoming holds stands at {@code position} is within the cap. */
    public boolean allows(Amount position) {
        return position.minorUnits() <= minorUnits;
    }
}
