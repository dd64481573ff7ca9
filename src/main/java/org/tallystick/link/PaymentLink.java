package org.tallystick.link;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;

/**
 * A link by which a member is paid.
 *
 * @param payee the account of a member
 * @param amount empty: whoever pays says how much
 * @param memo the description of the trades: 1 to 140 characters
 * @param expiresAt in whole seconds; from then on it is not paid
 * @param madeBy the name of the user or the exchange system
 * @param payments how often it was paid
 * @param lastTrade the last trade by it
 */
record PaymentLink(
        UUID id,
        AccountRef payee,
        Optional<Amount> amount,
        String memo,
        Map<String, String> metadata,
        boolean singleUse,
        Instant expiresAt,
        String madeBy,
        Instant madeAt,
        Optional<Instant> withdrawnAt,
        long payments,
        Optional<UUID> lastTrade) {

    PaymentLink {
        metadata = Map.copyOf(metadata);
    }

    LinkState state(Instant now) {
        return LinkState.of(singleUse && payments > 0, withdrawnAt.isPresent(), expiresAt, now);
    }

    /** The amount as it is shown. */
    Optional<String> amountText() {
        return amount.map(fixed -> fixed.format(payee.currency().scale()));
    }
}
