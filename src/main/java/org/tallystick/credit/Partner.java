package org.tallystick.credit;

import org.tallystick.ledger.Amount;

/**
 * Another member with whom a member traded in a period; what was reversed since is taken off. The community's own accounts are
 * no partners, nor is a member for whom the same login acts.
 *
 * @param paidByIt what it paid the member, 0 or more
 * @param paidToIt what the member paid it, 0 or more
 */
record Partner(Amount paidByIt, Amount paidToIt) {
    Partner {
        if (paidByIt.isNegative() || paidToIt.isNegative()) {
            throw new IllegalArgumentException("nobody pays less than nothing");
        }
    }

    /**
     * What it paid less what went back to it, 0 at the least. So an amount that two pass to and fro is no part of anything,
     * however often they do it (docs/adr/0021).
     */
    Amount part() {
        return paidByIt.isMoreThan(paidToIt) ? paidByIt.minus(paidToIt) : Amount.ZERO;
    }

    /** @throws org.tallystick.ledger.AmountOverflowException if it does not fit */
    Amount turnover() {
        return paidByIt.plus(paidToIt);
    }
}
