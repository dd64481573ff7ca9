package org.tallystick.user;

import java.time.Instant;

/**
 * Lets whoever holds it set a login's password, once.
 *
 * @param token shown once and stored nowhere
 */
public record Invitation(String token, Instant expiresAt) {
    /** Without the token, for whoever logs it. */
    @Override
    public String toString() {
        return "Invitation until " + expiresAt;
    }
}
