package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tallystick.security.VerificationKeys.VerificationKey;

/**
 * Who may make tokens that are accepted here.
 *
 * @param name its {@code iss}
 * @param audience the {@code aud} that a token must have
 * @param algorithms those that it signs with, all asymmetric; a token that names another is refused
 * @param linking of an external issuer: how its people become users here; absent for the built-in one
 */
record Issuer(
        String name,
        String audience,
        Set<SignatureAlgorithm> algorithms,
        VerificationKeys keys,
        Optional<Linking> linking) {
    /** Between the clocks of two instances. */
    static final int CLOCK_SKEW_SECONDS = 2;

    /** May read the keys anew. */
    VerificationKey key(String keyId) throws ParseException {
        return keys.find(keyId).orElseThrow(() -> new ParseException("unknown key"));
    }

    /** Checks signature, algorithm, issuer, audience and times. */
    JsonWebToken verify(String token, VerificationKey key) throws ParseException {
        Set<SignatureAlgorithm> allowed = EnumSet.noneOf(SignatureAlgorithm.class);
        allowed.addAll(algorithms);
        allowed.retainAll(key.algorithms());
        if (allowed.isEmpty()) {
            throw new ParseException("a key of no use");
        }
        JWTAuthContextInfo context = new JWTAuthContextInfo(key.publicKey(), name);
        context.setSignatureAlgorithm(allowed);
        context.setExpectedAudience(Set.of(audience));
        context.setClockSkew(CLOCK_SKEW_SECONDS);
        context.setRequiredClaims(linking.isPresent() ? Set.of("sub") : Set.of("sub", "jti", "kind", "name"));
        return new DefaultJWTParser(context).parse(token);
    }
}
