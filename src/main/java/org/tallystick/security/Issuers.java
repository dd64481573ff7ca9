package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The closed list of issuers: a token's {@code iss} chooses from it, and is believed in nothing before it is verified. */
@ApplicationScoped
class Issuers {
    private final Map<String, Issuer> byName;

    Issuers(SecurityConfig config, SigningKeys keys) {
        Issuer builtIn = new Issuer(config.issuer(), config.audience(), Set.of(SignatureAlgorithm.RS256), keys);
        this.byName = Map.of(builtIn.name(), builtIn);
    }

    Optional<Issuer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
