package org.tallystick.security;

/** Where a user's permissions in a community come from. */
enum Role {
    OPERATOR,
    ADMINISTRATOR,
    /** Of any member; for which one is asked of {@link Access}. */
    OWNER,
    SPENDER,
    VIEWER
}
