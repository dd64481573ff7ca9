package org.tallystick.member;

import java.util.Set;
import java.util.regex.Pattern;

/** The name of a member in addresses, unique in the community and never used again: {@code alice}. */
public record Handle(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Set<String> RESERVED = Set.of("fund", "settlement", "clearing");

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public Handle {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "has 2 to 40 small letters a-z, digits and hyphens, and begins with a letter or digit");
        }
        if (RESERVED.contains(value)) {
            throw new IllegalArgumentException("\"" + value + "\" addresses an account of the community's own");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
