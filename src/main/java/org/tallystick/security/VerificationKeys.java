package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/** The public keys of one issuer. */
interface VerificationKeys {
    /**
     * A key, and what it may be used with.
     *
     * @param algorithms all asymmetric, and of the kind of the key
     */
    record VerificationKey(String id, PublicKey publicKey, Set<SignatureAlgorithm> algorithms) {
        public VerificationKey {
            algorithms = Set.copyOf(algorithms);
        }
    }

    /** The key of this id, if the issuer has it and it still verifies. May read a database or another server. */
    Optional<VerificationKey> find(String keyId);

    /**
     * Whether a token that this key verified need not be verified again. Reads nothing: an event loop asks.
     *
     * @return false also where nobody can say without reading
     */
    boolean stillVerifies(VerificationKey key);
}
