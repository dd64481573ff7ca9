package org.tallystick.report;

import org.tallystick.ledger.Amount;
import org.tallystick.ledger.AmountOverflowException;

/** What a column adds up to, as its lines are written. For one thread. */
final class Sum {
    private Amount amount = Amount.ZERO;

    /**
     * @return the amount itself
     * @throws AmountOverflowException if the sum does not fit
     */
    Amount add(Amount more) {
        amount = amount.plus(more);
        return more;
    }

    /** Adds, and makes a cell of it. */
    Cell cell(Amount more) {
        return Cell.of(add(more));
    }

    /** The sum since the last time that it was taken, and begins anew. */
    Cell take() {
        Cell taken = Cell.of(amount);
        amount = Amount.ZERO;
        return taken;
    }
}
