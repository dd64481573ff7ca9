package org.tallystick.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The calendar of a test that jumps ahead: what is due is asked for as of a day to come. */
final class JumpingDays {
    /** That of a test's community. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int day;

    int day() {
        return day;
    }

    void jump(int more) {
        day += more;
    }

    Instant at(int someDay) {
        return start.plus(someDay, ChronoUnit.DAYS);
    }

    Instant now() {
        return at(day);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZONE);
    }
}
