package org.tallystick.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;
import org.tallystick.security.Access;

/**
 * Which papers are asked for.
 *
 * @param from the first booking date, in the community's time zone
 * @param to the last one
 * @param asOf what was booked later is in none of the papers; of whole milliseconds, for so fine are ids of trades; empty: the period has
 *     ended
 * @param statements whether those of the members too
 */
record Pack(
        Access access,
        Community community,
        List<Currency> currencies,
        LocalDate from,
        LocalDate to,
        Optional<Instant> asOf,
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
