package org.tallystick.credit;

import java.util.Optional;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

/**
 * What a policy finds for one account.
 *
 * @param found empty: what was traded does not add up within the numbers that there are, and the account keeps its limits
 */
record Verdict(Standing standing, Optional<Found> found) {
    /** The limits with their reasons. */
    record Found(Finding creditLimit, Optional<Finding> balanceCap) {
        Band band() {
            return new Band(
                    CreditLimit.of(creditLimit.value()),
                    balanceCap.map(cap -> BalanceCap.of(cap.value())).orElse(BalanceCap.NONE));
        }
    }
}
