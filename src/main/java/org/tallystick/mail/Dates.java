package org.tallystick.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as letters say them. Where the reader is, is not known, so they are in UTC and say so. */
final class Dates {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    static String inWords(Instant instant) {
        return FORM.format(instant);
    }
}
