package org.tallystick.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tallystick.platform.StartFailure;

/** What an operator has said of one external issuer, checked. */
record ProviderSettings(
        String name,
        String issuer,
        String audience,
        Optional<URI> jwksUri,
        Set<SignatureAlgorithm> algorithms,
        Linking linking,
        Duration keysGoodFor) {
    /** All that sign with a key pair: whoever verifies must not be able to sign. */
    static final Set<SignatureAlgorithm> POSSIBLE = EnumSet.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private static final int LONGEST = 500;
    private static final Duration SHORTEST_GOOD = Duration.ofMinutes(10);
    private static final Duration LONGEST_GOOD = Duration.ofDays(30);

    ProviderSettings {
        algorithms = Set.copyOf(algorithms);
    }

    /** @throws StartFailure that names the setting */
    static ProviderSettings of(String name, OidcConfig.Provider provider) {
        String prefix = "tallystick.oidc." + name + ".";
        return new ProviderSettings(
                name,
                issuer(prefix + "issuer", provider.issuer()),
                text(prefix + "audience", provider.audience()),
                provider.jwksUri().map(uri -> secure(prefix + "jwks-uri", uri)),
                algorithms(prefix + "algorithms", provider.algorithms()),
                provider.link(),
                goodFor(prefix + "keys-good-for", provider.keysGoodFor()));
    }

    private static String issuer(String setting, String text) {
        URI uri = secure(setting, text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw refuse(setting, text, "an issuer has neither query nor fragment nor user");
        }
        return text;
    }

    private static URI secure(String setting, String text) {
        try {
            return SecureAddress.of(text(setting, text));
        } catch (IllegalArgumentException e) {
            throw refuse(setting, text, String.valueOf(e.getMessage()));
        }
    }

    private static String text(String setting, String text) {
        if (text.isBlank() || text.length() > LONGEST || !text.equals(text.strip())) {
            throw refuse(setting, text, "it is empty, too long, or has spaces around it");
        }
        return text;
    }

    private static Set<SignatureAlgorithm> algorithms(String setting, List<String> names) {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (String name : names) {
            algorithms.add(POSSIBLE.stream()
                    .filter(possible ->
                            possible.getAlgorithm().equals(name.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> refuse(setting, name, "choose from " + sorted())));
        }
        if (algorithms.isEmpty()) {
            throw refuse(setting, "", "choose from " + sorted());
        }
        return algorithms;
    }

    private static List<String> sorted() {
        return POSSIBLE.stream().map(SignatureAlgorithm::getAlgorithm).sorted().toList();
    }

    private static Duration goodFor(String setting, Duration time) {
        if (time.compareTo(SHORTEST_GOOD) < 0 || time.compareTo(LONGEST_GOOD) > 0) {
            throw refuse(setting, time.toString(), "it lies between 10 minutes (10m) and 30 days (30d)");
        }
        return time;
    }

    private static StartFailure refuse(String setting, String value, String why) {
        return new StartFailure("The setting " + setting + " is '" + value + "', which will not do: " + why + ".");
    }
}
