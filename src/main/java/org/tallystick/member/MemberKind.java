package org.tallystick.member;

import java.util.Locale;

/** What a member is. */
public enum MemberKind {
    PERSON,
    HOUSEHOLD,
    ORGANISATION;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static MemberKind read(String text) {
        for (MemberKind kind : values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be \"person\", \"household\" or \"organisation\"");
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
