package org.tallystick.security;

import java.security.PublicKey;
import java.util.Optional;

/** The public keys of one issuer. */
interface VerificationKeys {
    /** The key of this id, if the issuer has it and it still verifies. May read a database or another server. */
    Optional<PublicKey> find(String keyId);
}
