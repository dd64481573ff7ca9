package org.tallystick.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;

/**
 * What stands at the top of a statement.
 *
 * @param zone of the community, in which its days begin
 * @param from the first booking date; empty: from the first entry on
 * @param to the last booking date
 * @param asOf what was booked later is not on it; empty: all of the period
 * @param writtenAt when it was made
 * @param totalIn what came in within the period
 * @param totalOut what went out, as a positive amount
 * @param firstEntry number of the first entry of the period, or the one that it would have
 * @param endEntry number behind the last entry of the period
 */
public record StatementHead(
        AccountRef account,
        StatementNames names,
        ZoneId zone,
        Optional<LocalDate> from,
        LocalDate to,
        Optional<Instant> asOf,
        Instant writtenAt,
        Amount openingBalance,
        Amount closingBalance,
        Amount totalIn,
        Amount totalOut,
        long firstEntry,
        long endEntry) {

    public String format(Amount amount) {
        return amount.format(account.currency().scale());
    }

    /**
     * The last day of the period of which anything is known: what an account will hold on a day that is still to come, nobody knows,
     * so that files which date a balance date it no later.
     */
    public LocalDate lastKnownDay() {
        LocalDate made = LocalDate.ofInstant(asOf.orElse(writtenAt), zone);
        return to.isAfter(made) ? made : to;
    }

    /** How many entries the period has. */
    public long entries() {
        return endEntry - firstEntry;
    }
}
