package org.tallystick.security;

/** A person's login, or a program. */
public enum CallerKind {
    USER,
    CLIENT,
    /** A person whom an external issuer vouches for, and whom no login is linked to: may accept an invitation, and no more. */
    IDENTITY
}
