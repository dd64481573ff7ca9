package org.tallystick.community;

import java.util.regex.Pattern;

/** The name of a community in addresses: {@code maple-lets}. */
public record Slug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public Slug {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "has 2 to 40 small letters a-z, digits and hyphens, and begins with a letter or digit");
        }
    }
}
