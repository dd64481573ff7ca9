package org.tallystick.credit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** How often the limits are found anew under a policy that is in force. */
enum Reevaluation {
    NEVER,
    /** On Mondays. */
    WEEKLY,
    /** On the first day of each month. */
    MONTHLY;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static Reevaluation read(String text) {
        for (Reevaluation one : values()) {
            if (one.text().equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("must be \"never\", \"weekly\" or \"monthly\"");
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day after this one on which they are. */
    Optional<LocalDate> after(LocalDate day) {
        return switch (this) {
            case NEVER -> Optional.empty();
            case WEEKLY -> Optional.of(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
            case MONTHLY -> Optional.of(day.with(TemporalAdjusters.firstDayOfNextMonth()));
        };
    }
}
