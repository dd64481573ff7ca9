package org.tallystick.levy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.LevyRule;

/**
 * One version of what a currency's trades owe the fund. It is never changed.
 *
 * @param from the local date from which it is in force, until another one is
 * @param createdByName as people know who made it
 */
record LevyPolicy(
        Currency currency,
        int version,
        LocalDate from,
        Terms terms,
        UUID createdBy,
        String createdByName,
        Instant createdAt,
        String reason,
        boolean withdrawn) {

    /**
     * All that a policy says, whoever made it.
     *
     * @param payer what whoever pays owes of what they pay; empty: nothing
     * @param payee what whoever is paid owes of that; empty: nothing
     */
    record Terms(Optional<LevyRule> payer, Optional<LevyRule> payee, Exemptions exempt) {}

    boolean isInForce(LocalDate day) {
        return !withdrawn && !from.isAfter(day);
    }

    /** As a change record, an error or an approval names it. */
    String name() {
        return "levy " + currency.code() + ", version " + version;
    }
}
