package org.tallystick.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

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

    String signed(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).keyId(keyId).sign(key.getPrivate());
    }

    /** Says that it was signed with another key than it was. */
    String underKey(String otherKeyId) {
        return claims().jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(otherKeyId)
                .sign(key.getPrivate());
    }

    String withUnknownKey() {
        return underKey(UUID.randomUUID().toString());
    }

    /** By what is wrong in each. */
    Map<String, String> wrong(String otherIssuer) {
        long now = System.currentTimeMillis() / 1000;
        return Map.of(
                "another issuer", signed(claims().issuer(otherIssuer)),
                "the built-in issuer", signed(claims().issuer("tallystick").audience("tallystick")),
                "another audience", signed(claims().audience("account")),
                "expired", signed(claims().issuedAt(now - 600).expiresAt(now - 300)),
                "not yet valid", signed(claims().claim("nbf", now + 300)),
                "an ID token", signed(claims().claim("typ", "ID")),
                "a refresh token", signed(claims().claim("typ", "Refresh")));
    }

    /** Of the algorithm {@code none}, without a signature and with one. */
    List<String> unsigned() {
        String[] parts = signed(claims()).split("\\.");
        String header = "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
        return List.of(none + "." + parts[1] + ".", none + "." + parts[1] + "." + parts[2]);
    }

    /** HS256 with the public key as the secret, in each form in which one has it. */
    List<String> signedWithThePublicKey() {
        byte[] der = key.getPublic().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
        return Stream.of(
                        der,
                        pem.getBytes(UTF_8),
                        (pem + "\n").getBytes(UTF_8),
                        body.replace("\n", "").getBytes(UTF_8))
                .map(secret -> claims().jws()
                        .algorithm(SignatureAlgorithm.HS256)
                        .keyId(keyId)
                        .sign(new SecretKeySpec(secret, "HmacSHA256")))
                .toList();
    }
}
