package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.tallystick.platform.Ids;

/** Makes the access tokens of the built-in issuer. */
@ApplicationScoped
public class AccessTokens {
    private final SigningKeys keys;
    private final SecurityConfig config;
    private final Clock clock;

    public AccessTokens(SigningKeys keys, SecurityConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** @param lifetime from now on */
    public record AccessToken(String value, Duration lifetime) {}

    /** A token that does not outlive its session. */
    public AccessToken ofUser(UUID user, String username, UUID session, Instant sessionExpiresAt) {
        Duration left = Duration.between(clock.instant(), sessionExpiresAt);
        Duration lifetime = config.tokens().accessLifetime();
        return sign(
                claims(user, username, "user").claim("sid", session.toString()),
                left.compareTo(lifetime) < 0 ? left : lifetime);
    }

    public AccessToken ofClient(UUID client, String name, Set<Scope> scopes) {
        return sign(
                claims(client, name, "client").claim("scope", Scope.format(scopes)),
                config.tokens().accessLifetime());
    }

    private JwtClaimsBuilder claims(UUID subject, String name, String kind) {
        return Jwt.issuer(config.issuer())
                .audience(config.audience())
                .subject(subject.toString())
                .claim("jti", Ids.next().toString())
                .claim("kind", kind)
                .claim("name", name);
    }

    private AccessToken sign(JwtClaimsBuilder claims, Duration lifetime) {
        SigningKey key = keys.signing();
        long now = clock.instant().getEpochSecond();
        String value = claims.issuedAt(now)
                .expiresAt(now + lifetime.toSeconds())
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(key.id())
                .sign(key.privateKey());
        return new AccessToken(value, lifetime);
    }
}
