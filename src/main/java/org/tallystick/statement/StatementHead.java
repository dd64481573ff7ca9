package org.tallystick.statement;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;

/**
 * What stands at the top of a statement.
 *
 * @param totalIn what came in within the period
 * @param totalOut what went out, as a positive amount
 * @param firstEntry number of the first entry of the period, or the one that it would have
 * @param endEntry number behind the last entry of the period
 */
record StatementHead(
        AccountRef account,
        Optional<LocalDate> from,
        LocalDate to,
        Amount openingBalance,
        Amount closingBalance,
        Amount totalIn,
        Amount totalOut,
        long firstEntry,
        long endEntry) {

    String format(Amount amount) {
        return amount.format(account.currency().scale());
    }
}
