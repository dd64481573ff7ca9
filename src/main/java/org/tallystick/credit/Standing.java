package org.tallystick.credit;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.credit.Transition.Announcement;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/**
 * A member's account as a policy finds it.
 *
 * @param limitsVersion of its limits: whoever writes them compares it
 * @param individual whether its limits were set for it alone
 * @param announced what was announced and has not come yet
 */
record Standing(
        AccountId account,
        UUID member,
        String handle,
        String kind,
        Set<String> groups,
        LocalDate joined,
        Amount balance,
        Amount heldOut,
        Amount heldIn,
        Band band,
        long limitsVersion,
        boolean individual,
        Optional<Announcement> announced) {

    /** Whether it would stand outside of these limits. */
    boolean isOutside(Band limits) {
        return !limits.creditLimit().allows(balance.minus(heldOut))
                || !limits.balanceCap().allows(balance.plus(heldIn));
    }
}
