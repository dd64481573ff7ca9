package org.tallystick.ledger;

/**
 * One line of a trade on one account.
 *
 * @param entryNo 1, 2, 3… without gaps along its account
 * @param amount plus raises the balance; never zero
 */
public record Entry(AccountId account, long entryNo, Amount amount, Amount balanceAfter) {}
