package org.tallystick.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;

/**
 * The books of one currency of a community in a period, as they stood when this was opened.
 *
 * @param from the first booking date; empty: from the first trade on
 * @param to the last booking date
 * @param asOf what was booked later is not in it, to the millisecond, as ids of trades tell it; empty: all until the end of {@code to}
 * @param openedOn the day on which this was opened, in the community's time zone
 */
public record OpenJournal(
        Community community,
        Currency currency,
        Optional<LocalDate> from,
        LocalDate to,
        Optional<Instant> asOf,
        LocalDate openedOn,
        Reaches reaches) {

    /** The first instant of which nothing is in it any more. */
    Instant end() {
        Instant dayAfter = to.plusDays(1).atStartOfDay(community.timeZone()).toInstant();
        return asOf.map(last -> last.truncatedTo(ChronoUnit.MILLIS).plusMillis(1))
                .filter(end -> end.isBefore(dayAfter))
                .orElse(dayAfter);
    }

    /** To which what accounts hold at the end is dated: the last of the period, or today where it is still to come. */
    LocalDate lastDay() {
        return to.isAfter(openedOn) ? openedOn : to;
    }

    /** How many entries the books have, within the period and before and after it: no journal has more. */
    public long entriesAtMost() {
        return reaches.entries();
    }
}
