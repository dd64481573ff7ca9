package org.tallystick.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as programs write them: RFC 3339 in UTC, {@code 2026-01-31T12:00:00Z}, kept to the microsecond as the database does. */
public final class Instants {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant BEHIND_LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Instants() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static Instant read(String text) {
        Instant instant;
        try {
            instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-01-31T12:00:00Z", e);
        }
        if (instant.isBefore(FIRST) || !instant.isBefore(BEHIND_LAST)) {
            throw new IllegalArgumentException("must be an instant from 1900 to 9999");
        }
        return instant;
    }
}
