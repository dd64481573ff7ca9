package org.tallystick.posting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;

/**
 * A trade as it stands in the books.
 *
 * @param recordedAt the true instant, where the booking time came from an imported file
 * @param byOffice whether whoever recorded it did so by an office, and for no member of their own
 * @param entries the payer's, then the payee's
 */
public record BookedTrade(
        TradeId id,
        CurrencyCode currency,
        AccountId payer,
        AccountId payee,
        Amount amount,
        String description,
        Instant bookedAt,
        Optional<Instant> recordedAt,
        LocalDate valueDate,
        UUID recordedBy,
        Optional<UUID> onBehalfOf,
        Optional<TradeId> reverses,
        Optional<String> reason,
        Optional<UUID> overrideBy,
        Map<String, String> metadata,
        boolean byOffice,
        List<Entry> entries) {

    /** Whether somebody recorded it by an office for a member who pays: from a paper slip, say. */
    public boolean isMediated() {
        return byOffice && onBehalfOf.isPresent() && reverses.isEmpty();
    }
}
