package org.tallystick.ledger;

/**
 * The net effect of a whole draft on one account.
 *
 * @param pays whether it is on the paying side of the draft
 * @param change what the draft adds to the balance, or would add once a hold becomes a trade
 * @param out what leaves the account by the draft, whatever comes in by it: 0 or more
 */
record Step(Party party, boolean pays, Account before, Amount change, Amount out, Account after) {

    /** Whether the change brings the balance nearer to zero, and not beyond. */
    boolean movesTowardZero() {
        Amount moved = before.balance().plus(change);
        return pays ? !moved.isNegative() : !moved.isPositive();
    }

    /** Whether more than that leaves the payer's account. */
    boolean takesMoreThan(Amount most) {
        return pays && out.isMoreThan(most);
    }

    /** Whether it lowers the paying position, beyond the credit limit (I4). */
    boolean passesCreditLimit() {
        return after.payingPosition().isLessThan(before.payingPosition())
                && !after.creditLimit().allows(after.payingPosition());
    }

    /** Whether it raises the receiving position, beyond the balance cap (I4). */
    boolean passesBalanceCap() {
        return after.receivingPosition().isMoreThan(before.receivingPosition())
                && !after.balanceCap().allows(after.receivingPosition());
    }

    /** Whether the account would stand where no further sum is safe. */
    boolean overflows() {
        return isBeyondRange(after.balance()) || isBeyondRange(after.heldOut()) || isBeyondRange(after.heldIn());
    }

    private static boolean isBeyondRange(Amount amount) {
        return amount.isMoreThan(Amount.LARGEST) || amount.isLessThan(Amount.LARGEST.negated());
    }
}
