package org.tallystick.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** How many items a page of a list has. */
public final class PageLimit {
    public static final int MOST = 200;
    public static final int USUAL = 50;

    private PageLimit() {}

    /** From the query parameter {@code limit}; an error is noted unless it is a number from 1 to {@value #MOST}. */
    public static int read(@Nullable String text, FieldErrors errors) {
        return errors.readIfPresent("limit", text, PageLimit::parse).orElse(USUAL);
    }

    private static int parse(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException("must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }
}
