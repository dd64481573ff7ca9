package org.tallystick.posting;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.HoldDraft;
import org.tallystick.ledger.SpendingLimit;

/**
 * A draft together with what is written about it and no rule reads.
 *
 * @param recordedBy the user or client that asked for it; where the draft has a spending limit, its spender, for the books
 *     tell by this what a spender has spent
 * @param onBehalfOf the member for whom a client or an administrator acted
 * @param reason why, for a reversal or an override
 * @param overrideBy the administrator who takes responsibility for passing the limits
 * @param byOffice whether {@code recordedBy} asks for it by an office, and for no member of their own
 * @param category the code of one of the community's categories
 */
public record TradeOrder(
        Draft draft,
        CurrencyCode currency,
        String description,
        UUID recordedBy,
        Optional<UUID> onBehalfOf,
        Optional<String> reason,
        Optional<UUID> overrideBy,
        Map<String, String> metadata,
        boolean byOffice,
        Optional<String> category) {

    public TradeOrder {
        if (draft instanceof HoldDraft) {
            throw new IllegalArgumentException("a hold is not a trade");
        }
        Optional<SpendingLimit> limit = draft.spendingLimit();
        if (limit.isPresent() && !limit.get().spender().value().equals(recordedBy)) {
            throw new IllegalArgumentException(recordedBy + " does not spend under the limit of another");
        }
        metadata = Map.copyOf(new TreeMap<>(metadata));
    }

    /** Recorded by a party, a program or an import. */
    public TradeOrder(
            Draft draft,
            CurrencyCode currency,
            String description,
            UUID recordedBy,
            Optional<UUID> onBehalfOf,
            Optional<String> reason,
            Optional<UUID> overrideBy,
            Map<String, String> metadata) {
        this(draft, currency, description, recordedBy, onBehalfOf, reason, overrideBy, metadata, false);
    }

    /** Of no category. */
    public TradeOrder(
            Draft draft,
            CurrencyCode currency,
            String description,
            UUID recordedBy,
            Optional<UUID> onBehalfOf,
            Optional<String> reason,
            Optional<UUID> overrideBy,
            Map<String, String> metadata,
            boolean byOffice) {
        this(
                draft,
                currency,
                description,
                recordedBy,
                onBehalfOf,
                reason,
                overrideBy,
                metadata,
                byOffice,
                Optional.empty());
    }

    public TradeOrder in(Optional<String> someCategory) {
        return new TradeOrder(
                draft,
                currency,
                description,
                recordedBy,
                onBehalfOf,
                reason,
                overrideBy,
                metadata,
                byOffice,
                someCategory);
    }
}
