package org.tallystick.ledger;

import java.time.LocalDate;

/**
 * What a community's own rules and its calendar add to the rules of money.
 *
 * @param today the date in the community's time zone
 * @param frozenMayReceive whether a frozen account may be paid
 * @param valueDateDaysBack how many days before today a value date may lie: 0 to {@value #MOST_DAYS_BACK}
 * @param open whether the community is not being wound up
 */
public record Rules(LocalDate today, boolean frozenMayReceive, int valueDateDaysBack, boolean open) {
    /** The furthest that any community lets a value date lie back. */
    public static final int MOST_DAYS_BACK = 366;

    public Rules {
        if (valueDateDaysBack < 0 || valueDateDaysBack > MOST_DAYS_BACK) {
            throw new IllegalArgumentException(
                    "a value date lies 0 to " + MOST_DAYS_BACK + " days back, not " + valueDateDaysBack);
        }
    }

    /** Of a community that is open. */
    public Rules(LocalDate today, boolean frozenMayReceive, int valueDateDaysBack) {
        this(today, frozenMayReceive, valueDateDaysBack, true);
    }

    public LocalDate earliestValueDate() {
        return today.minusDays(valueDateDaysBack);
    }

    public boolean allowsValueDate(LocalDate date) {
        return !date.isAfter(today) && !date.isBefore(earliestValueDate());
    }
}
