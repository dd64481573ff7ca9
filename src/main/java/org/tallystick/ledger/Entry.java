package org.tallystick.ledger;

/**
 * One line of a trade on one account.
 *
 * @param entryNo 1, 2, 3… without gaps along its account
 * @param amount plus raises the balance; never zero
 */
public record Entry(AccountId account, long entryNo, Amount amount, Amount balanceAfter, LineKind kind) {

    /** Of what the parties have agreed on. */
    public Entry(AccountId account, long entryNo, Amount amount, Amount balanceAfter) {
        this(account, entryNo, amount, balanceAfter, LineKind.PAYMENT);
    }

    public boolean isLevy() {
        return kind == LineKind.LEVY;
    }
}
