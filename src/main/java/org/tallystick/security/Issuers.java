package org.tallystick.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.platform.StartFailure;

/** The closed list of issuers: a token's {@code iss} chooses from it, and is believed in nothing before it is verified. */
@ApplicationScoped
class Issuers {
    /** For one document of a provider. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    private final Map<String, Issuer> byName = new HashMap<>();
    private final List<RemoteKeys> remote = new ArrayList<>();

    /** @throws StartFailure for settings that will not do */
    Issuers(SecurityConfig config, OidcConfig external, SigningKeys keys, SecurityMetrics metrics) {
        byName.put(
                config.issuer(),
                new Issuer(
                        config.issuer(), config.audience(), Set.of(SignatureAlgorithm.RS256), keys, Optional.empty()));
        if (external.providers().isEmpty()) {
            return;
        }
        JsonOverHttp http = new JsonOverHttp(LONGEST_READ);
        new TreeMap<>(external.providers()).forEach((name, provider) -> {
            ProviderSettings settings = ProviderSettings.of(name, provider);
            RemoteKeys published = new RemoteKeys(
                    name, new KeysOfProvider(settings, http), settings.keysGoodFor(), Ticker.systemTicker(), metrics);
            add(settings, published);
            remote.add(published);
        });
    }

    private void add(ProviderSettings settings, VerificationKeys keys) {
        Issuer issuer = new Issuer(
                settings.issuer(), settings.audience(), settings.algorithms(), keys, Optional.of(settings.linking()));
        if (byName.putIfAbsent(issuer.name(), issuer) != null) {
            throw new StartFailure("The setting tallystick.oidc." + settings.name() + ".issuer is '" + issuer.name()
                    + "', which is the issuer of another entry, or the built-in one.");
        }
    }

    /** Settings that will not do are found at the start, and the first tokens wait for no keys. */
    void onStart(@Observes StartupEvent event) {
        remote.forEach(keys -> Infrastructure.getDefaultWorkerPool().execute(keys::readAhead));
    }

    Optional<Issuer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
