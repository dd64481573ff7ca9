package org.tallystick.credit;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

/**
 * The way from the limits that an account has to those that a policy finds: what rises rises now, what falls is announced first.
 *
 * @param now the limits from now on
 * @param later what is announced; empty: nothing
 */
record Transition(Band now, Optional<Announcement> later) {

    /** Both limits of an account. */
    record Band(CreditLimit creditLimit, BalanceCap balanceCap) {
        /** Of each of the two the wider one. */
        Band widest(Band other) {
            return new Band(
                    new CreditLimit(Math.max(creditLimit.minorUnits(), other.creditLimit.minorUnits())),
                    new BalanceCap(Math.max(balanceCap.minorUnits(), other.balanceCap.minorUnits())));
        }

        /** Of each of the two the narrower one. */
        Band narrowest(Band other) {
            return new Band(
                    new CreditLimit(Math.min(creditLimit.minorUnits(), other.creditLimit.minorUnits())),
                    new BalanceCap(Math.min(balanceCap.minorUnits(), other.balanceCap.minorUnits())));
        }

        boolean isWithin(Band other) {
            return widest(other).equals(other);
        }
    }

    /** @param on the local date from which it holds */
    record Announcement(Band band, LocalDate on) {}

    /**
     * Nobody is given less notice than the policy says, and nobody waits longer than was announced: what is announced already
     * keeps its day; if less is found meanwhile, it is announced once that day has come.
     *
     * @param pending what was announced earlier and has not come yet
     * @param noticeDays 0: what falls falls at once
     */
    static Transition of(Band present, Band found, Optional<Announcement> pending, LocalDate today, int noticeDays) {
        Band now = noticeDays == 0 ? found : present.widest(found);
        if (now.equals(found)) {
            return new Transition(now, Optional.empty());
        }
        Announcement fresh = new Announcement(found, today.plusDays(noticeDays));
        Announcement later =
                pending.map(earlier -> keepingItsWord(earlier, fresh, now)).orElse(fresh);
        return new Transition(now, Optional.of(later));
    }

    private static Announcement keepingItsWord(Announcement earlier, Announcement fresh, Band now) {
        Band promised = earlier.band().widest(fresh.band());
        // Where all that was announced has been overtaken, the day starts anew.
        return now.isWithin(promised) ? fresh : new Announcement(promised, earlier.on());
    }
}
