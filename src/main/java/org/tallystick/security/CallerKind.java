package org.tallystick.security;

/** A person's login, or a program. */
public enum CallerKind {
    USER,
    CLIENT
}
