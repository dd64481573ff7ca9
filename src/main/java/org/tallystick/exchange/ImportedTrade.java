package org.tallystick.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tallystick.ledger.Amount;
import org.tallystick.posting.KeyClaim.Fingerprint;

/**
 * A record of trades.csv.
 *
 * @param reference the community's own name for it, and the idempotency key under which it is booked
 */
record ImportedTrade(
        long line,
        String reference,
        Instant bookedAt,
        LocalDate valueDate,
        String payer,
        String payee,
        Amount amount,
        String description) {

    /** What makes it the same trade when the file is sent again. */
    Fingerprint fingerprint() {
        return Fingerprint.of(List.of(
                "import",
                bookedAt.toString(),
                valueDate.toString(),
                payer,
                payee,
                Long.toString(amount.minorUnits()),
                description));
    }
}
