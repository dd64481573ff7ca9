package org.tallystick.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and sizes as they stand in a sentence. */
final class InWords {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;
    /** What is less is told in the next smaller unit. */
    private static final int FEW = 2;

    private InWords() {}

    /** {@code 1 letter}, {@code 3 letters}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String at(Instant instant) {
        return AT.format(instant);
    }

    /** {@code 3 hours ago (2026-11-28 09:12 UTC)}; a clock that was set back makes nothing later than now. */
    static String ago(Instant instant, Instant now) {
        return lasting(instant, now) + " ago (" + at(instant) + ")";
    }

    static String lasting(Instant from, Instant to) {
        return lasting(Duration.between(from, to));
    }

    /** In the largest unit of which there are some. */
    static String lasting(Duration duration) {
        if (duration.toDays() >= FEW) {
            return count(duration.toDays(), "day");
        }
        if (duration.toHours() >= FEW) {
            return count(duration.toHours(), "hour");
        }
        if (duration.toMinutes() >= FEW) {
            return count(duration.toMinutes(), "minute");
        }
        return count(Math.max(0, duration.toSeconds()), "second");
    }

    /** A size in bytes: {@code 41 GB}, {@code 812 MB}. */
    static String room(long bytes) {
        return bytes >= FEW * GIBIBYTE ? number(bytes / GIBIBYTE) + " GB" : number(bytes / MEBIBYTE) + " MB";
    }
}
