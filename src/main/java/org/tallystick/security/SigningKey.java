package org.tallystick.security;

import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs or signed access tokens.
 *
 * @param signsUntil absent for the one that signs now
 * @param verifiesUntil after this no token signed with it is alive
 */
record SigningKey(
        String id,
        RSAPublicKey publicKey,
        PrivateKey privateKey,
        Instant createdAt,
        Optional<Instant> signsUntil,
        Optional<Instant> verifiesUntil) {

    boolean maySign(Instant now) {
        return signsUntil.isEmpty() || now.isBefore(signsUntil.get());
    }

    boolean mayVerify(Instant now) {
        return verifiesUntil.isEmpty() || now.isBefore(verifiesUntil.get());
    }

    /** Without the private half, for whoever logs it. */
    @Override
    public String toString() {
        return "SigningKey " + id;
    }
}
