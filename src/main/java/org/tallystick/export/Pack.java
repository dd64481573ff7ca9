package org.tallystick.export;

import java.time.LocalDate;
import java.util.List;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;
import org.tallystick.security.Access;

/**
 * Which papers are asked for.
 *
 * @param from the first booking date, in the community's time zone
 * @param to the last one
 * @param statements whether those of the members too
 */
record Pack(
        Access access,
        Community community,
        List<Currency> currencies,
        LocalDate from,
        LocalDate to,
        boolean statements) {

    boolean isCalendarYear() {
        return from.getDayOfYear() == 1
                && to.getYear() == from.getYear()
                && to.equals(LocalDate.of(to.getYear(), 12, 31));
    }

    /** {@code 2025} for a calendar year, else {@code 2024-07-01-to-2025-06-30}. */
    String period() {
        return isCalendarYear() ? Integer.toString(from.getYear()) : from + "-to-" + to;
    }
}
