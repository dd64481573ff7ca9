package org.tallystick.security;

import java.util.Locale;

/** How a user acts for a member. */
public enum MemberRole {
    /** Everything, and says who else may. */
    OWNER,
    /** Trades, and sees everything. */
    SPENDER,
    /** Sees everything. */
    VIEWER;

    /** As it stands in the database and in requests. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such role */
    public static MemberRole of(String value) {
        for (MemberRole role : values()) {
            if (role.value().equals(value)) {
                return role;
            }
        }
        throw new IllegalArgumentException("must be owner, spender or viewer");
    }
}
