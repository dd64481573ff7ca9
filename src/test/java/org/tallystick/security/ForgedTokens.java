package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import java.security.KeyPair;
import java.util.UUID;

/**
 * Tokens as a provider makes them for one of its users, by whoever has its key: all is right in them but what a test changes.
 *
 * @param keyId the one under which the provider publishes the key
 */
record ForgedTokens(String issuer, String subject, KeyPair key, String keyId) {
    JwtClaimsBuilder claims() {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer(issuer)
                .audience("tallystick")
                .subject(subject)
                .claim("typ", "Bearer")
                .issuedAt(now)
                .expiresAt(now + 300);
    }

    JwtSignatureBuilder jws() {
        return claims().jws().algorithm(SignatureAlgorithm.RS256);
    }

    String signed(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).keyId(keyId).sign(key.getPrivate());
    }

    String withUnknownKey() {
        return jws().keyId(UUID.randomUUID().toString()).sign(key.getPrivate());
    }
}
