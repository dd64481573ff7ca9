package org.tallystick.bankfile;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment as OFX 2.1.1 writes it (section 3.2.8.2): by the clocks of a zone, and how far they are from those of Greenwich. Many
 * readers look at the day alone, which so is the community's. An offset that is no whole number of hours has its minutes behind a
 * point: {@code [+5.30:IST]}.
 */
final class OfxTime {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS", Locale.ROOT);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;

    private OfxTime() {}

    static String of(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        int minutes = time.getOffset().getTotalSeconds() / SECONDS_PER_MINUTE;
        int rest = Math.abs(minutes) % MINUTES_PER_HOUR;
        // The sign is never left out: some readers take an offset without one for none.
        String offset = (minutes < 0 ? "-" : "+")
                + Math.abs(minutes) / MINUTES_PER_HOUR
                + (rest == 0 ? "" : String.format(Locale.ROOT, ".%02d", rest));
        String name = NAME.format(time);
        return LOCAL.format(time) + "[" + offset + (name.matches("[A-Z]{3,5}") ? ":" + name : "") + "]";
    }
}
