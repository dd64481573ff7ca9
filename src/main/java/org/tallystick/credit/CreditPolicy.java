package org.tallystick.credit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.tallystick.ledger.Currency;

/**
 * One version of the policy of a currency. It is never changed.
 *
 * @param from the local date from which it is in force, until another one is
 * @param createdByName as people know who made it
 * @param nextEvaluation the local date for which limits are found next
 */
record CreditPolicy(
        Currency currency,
        int version,
        LocalDate from,
        Terms terms,
        UUID createdBy,
        String createdByName,
        Instant createdAt,
        String reason,
        boolean withdrawn,
        Optional<LocalDate> nextEvaluation) {

    /**
     * All that a policy says, whoever made it.
     *
     * @param settlementDays how long a balance may stand beyond a soft limit
     * @param noticeDays for so many days what falls is announced
     */
    record Terms(
            Rules rules,
            Optional<SoftLimit> softCreditLimit,
            Optional<SoftLimit> softBalanceCap,
            OptionalInt settlementDays,
            Reevaluation reevaluate,
            int noticeDays) {
        boolean hasSoftLimits() {
            return softCreditLimit.isPresent() || softBalanceCap.isPresent();
        }
    }

    /** As a change record, an error or a letter names it. */
    String name() {
        return "credit policy " + currency.code() + ", version " + version;
    }
}
