package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.PublicKey;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who may make tokens that are accepted here.
 *
 * @param name its {@code iss}
 * @param audience the {@code aud} that a token must have
 * @param algorithms those that it signs with, all asymmetric; a token that names another is refused
 */
record Issuer(String name, String audience, Set<SignatureAlgorithm> algorithms, VerificationKeys keys) {
    /** Between the clocks of two instances. */
    static final int CLOCK_SKEW_SECONDS = 2;

    /** Checks signature, algorithm, issuer, audience and times. */
    JsonWebToken verify(String token, String keyId) throws ParseException {
        PublicKey key = keys.find(keyId).orElseThrow(() -> new ParseException("unknown key"));
        JWTAuthContextInfo context = new JWTAuthContextInfo(key, name);
        context.setSignatureAlgorithm(algorithms);
        context.setExpectedAudience(Set.of(audience));
        context.setClockSkew(CLOCK_SKEW_SECONDS);
        context.setRequiredClaims(Set.of("sub", "jti", "kind", "name"));
        return new DefaultJWTParser(context).parse(token);
    }
}
