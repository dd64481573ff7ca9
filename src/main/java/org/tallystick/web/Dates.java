package org.tallystick.web;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates as people and programs write them: {@code 2026-01-31}, from 1900 to 9999. */
public final class Dates {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    private Dates() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static LocalDate read(String text) {
        LocalDate date;
        try {
            date = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-01-31", e);
        }
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("must be a date from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return date;
    }
}
