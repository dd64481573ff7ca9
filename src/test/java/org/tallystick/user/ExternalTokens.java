package org.tallystick.user;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tallystick.testing.ExternalIssuerResource;

/** Tokens of the two issuers of {@link ExternalIssuerResource}; birch's word on addresses is good. */
@Singleton
class ExternalTokens {
    private final String maple;
    private final String birch;
    private final PrivateKey mapleKey;
    private final PrivateKey birchKey;

    ExternalTokens(
            @ConfigProperty(name = "tallystick.oidc.maple.issuer") String maple,
            @ConfigProperty(name = "tallystick.oidc.birch.issuer") String birch,
            @ConfigProperty(name = "test.external.maple") String mapleKey,
            @ConfigProperty(name = "test.external.birch") String birchKey) {
        this.maple = maple;
        this.birch = birch;
        this.mapleKey = key("RSA", mapleKey);
        this.birchKey = key("EC", birchKey);
    }

    String ofMaple(String subject) {
        return claims(maple, subject)
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(ExternalIssuerResource.KEY_ID)
                .sign(mapleKey);
    }

    String ofBirch(String subject, String email, boolean verified) {
        return claims(birch, subject)
                .claim("email", email)
                .claim("email_verified", verified)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(ExternalIssuerResource.KEY_ID)
                .sign(birchKey);
    }

    private static JwtClaimsBuilder claims(String issuer, String subject) {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer(issuer)
                .audience(ExternalIssuerResource.AUDIENCE)
                .subject(subject)
                .issuedAt(now)
                .expiresAt(now + 60);
    }

    private static PrivateKey key(String algorithm, String base64) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
