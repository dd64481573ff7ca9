package org.tallystick.security;

import java.util.Locale;

/** Where a user's permissions in a community come from. What each may do says {@link Permission}. */
public enum Role {
    /** Runs the installation. */
    OPERATOR("runs the installation, and may do everything in every community"),
    /** Runs a community. */
    ADMINISTRATOR("runs a community"),
    /** Runs a group or sub-area of a community, and is limited to its members. */
    LOCAL_ADMINISTRATOR("looks after the members of a group or sub-area"),
    /** Reads everything and changes nothing. */
    AUDITOR("reads everything in a community, and changes nothing"),
    /** Enters trades for others. */
    MEDIATOR("enters trades for members who cannot, each marked as entered for them"),
    /** Of any member; for which one is asked of {@link Access}. */
    OWNER("acts for a member in everything, and says who else may"),
    SPENDER("trades for a member, within the limits that its owners set, and sees what it has"),
    VIEWER("sees what a member has");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    /** What the holder does, as the documentation says it. */
    public String words() {
        return words;
    }

    /** As it stands in the database and in requests: {@code local-administrator}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
