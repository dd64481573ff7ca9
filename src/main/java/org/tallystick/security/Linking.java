package org.tallystick.security;

/** How a person of an external issuer becomes a user here. */
public enum Linking {
    /** By accepting an invitation. */
    INVITATION,
    /** Also by a verified e-mail address that is that of a user here: only for an issuer whose word on it is good. */
    EMAIL
}
