package org.tallystick.ledger;

import java.time.LocalDate;

/**
 * What a community's own rules and its calendar add to the rules of money.
 *
 * @param today the date in the community's time zone
 * @param frozenMayReceive whether a frozen account may be paid
 */
public record Rules(LocalDate today, boolean frozenMayReceive) {
    /** How far back a value date may lie. */
    public static final int VALUE_DATE_DAYS_BACK = 366;

    public LocalDate earliestValueDate() {
        return today.minusDays(VALUE_DATE_DAYS_BACK);
    }

    public boolean allowsValueDate(LocalDate date) {
        return !date.isAfter(today) && !date.isBefore(earliestValueDate());
    }
}
