package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;

/** What an operator may write of an external issuer. */
class ProviderSettingsTest {
    private static final String ISSUER = "https://login.example.org/realms/maple";
    private static final Map<String, String> LEAST =
            Map.of("tallystick.oidc.keycloak.issuer", ISSUER, "tallystick.oidc.keycloak.audience", "tallystick");

    @Test
    void issuerAndAudienceAreEnough() {
        ProviderSettings settings = settings(LEAST);
        assertThat(settings.issuer()).isEqualTo(ISSUER);
        assertThat(settings.audience()).isEqualTo("tallystick");
        assertThat(settings.jwksUri()).isEmpty();
        assertThat(settings.algorithms()).containsExactly(SignatureAlgorithm.RS256);
        assertThat(settings.linking()).isEqualTo(Linking.INVITATION);
        assertThat(settings.keysGoodFor()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void theEnvironmentSaysAllOfIt() {
        Map<String, String> environment = Map.of(
                "TALLYSTICK_OIDC_KEYCLOAK_ISSUER", ISSUER,
                "TALLYSTICK_OIDC_KEYCLOAK_AUDIENCE", "ledger",
                "TALLYSTICK_OIDC_KEYCLOAK_JWKS_URI", "http://127.0.0.1:8080/certs",
                "TALLYSTICK_OIDC_KEYCLOAK_ALGORITHMS", "RS256,PS256,ES256",
                "TALLYSTICK_OIDC_KEYCLOAK_LINK", "email",
                "TALLYSTICK_OIDC_KEYCLOAK_KEYS_GOOD_FOR", "2h");
        ProviderSettings settings = settings(new EnvConfigSource(environment, 300));
        assertThat(settings.name()).isEqualTo("keycloak");
        assertThat(settings.audience()).isEqualTo("ledger");
        assertThat(settings.jwksUri()).contains(URI.create("http://127.0.0.1:8080/certs"));
        assertThat(settings.algorithms())
                .containsExactlyInAnyOrder(
                        SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);
        assertThat(settings.linking()).isEqualTo(Linking.EMAIL);
        assertThat(settings.keysGoodFor()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, http://login.example.org/realms/maple",
        "issuer, http://127.0.0.1.example.org/",
        "issuer, http://localhost.example.org/",
        "issuer, ftp://127.0.0.1/",
        "issuer, maple",
        "issuer, https:///realms",
        "issuer, https://login.example.org/realms/maple?a=b",
        "issuer, https://login.example.org/realms/maple#a",
        "issuer, https://me@login.example.org/realms/maple",
        "issuer, https://login example.org",
        "audience, ' '",
        "jwks-uri, http://login.example.org/certs",
        "algorithms, HS256",
        "algorithms, none",
        "algorithms, 'RS256,HS512'",
        "algorithms, RSA-OAEP",
        "keys-good-for, 1m",
        "keys-good-for, 31d",
    })
    void whatWillNotDoIsRefusedByItsName(String setting, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put("tallystick.oidc.keycloak." + setting, value);
        assertThatThrownBy(() -> settings(settings))
                .isInstanceOfAny(StartFailure.class, ConfigValidationException.class)
                .hasMessageContaining("tallystick.oidc.keycloak." + setting);
    }

    @ParameterizedTest
    @CsvSource({"issuer, audience, a", "audience, issuer, https://a.example.org", "link, link, sometimes"})
    void whatIsMissingOrNoValueIsRefusedByItsName(String named, String given, String value) {
        Map<String, String> settings = new HashMap<>(named.equals("link") ? LEAST : Map.of());
        settings.put("tallystick.oidc.keycloak." + given, value);
        assertThatThrownBy(() -> settings(settings))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("tallystick.oidc.keycloak." + named);
    }

    @Test
    void addressesOfThisMachineNeedNoHttps() {
        for (String host : new String[] {"localhost", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080"}) {
            Map<String, String> settings = new HashMap<>(LEAST);
            settings.put("tallystick.oidc.keycloak.issuer", "http://" + host + "/realms/maple");
            assertThat(settings(settings).issuer()).contains(host);
        }
    }

    @Test
    void oneIssuerStandsInOneEntry() {
        Map<String, String> twice = new HashMap<>(LEAST);
        twice.put("tallystick.oidc.second.issuer", ISSUER);
        twice.put("tallystick.oidc.second.audience", "other");
        assertThatThrownBy(() -> issuers(twice))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("tallystick.oidc.second.issuer");
        Map<String, String> builtIn = new HashMap<>(LEAST);
        builtIn.put("tallystick.issuer", ISSUER);
        assertThatThrownBy(() -> issuers(builtIn))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("tallystick.oidc.keycloak.issuer");
        assertThat(issuers(LEAST).find(ISSUER)).isPresent();
        assertThat(issuers(LEAST).find("tallystick")).isPresent();
        assertThat(issuers(LEAST).find(ISSUER + "/")).isEmpty();
        assertThat(issuers(Map.of()).find(ISSUER)).isEmpty();
    }

    private static Issuers issuers(Map<String, String> values) {
        SmallRyeConfig config = config(new PropertiesConfigSource(values, "test", 300));
        SecurityConfig security = config.getConfigMapping(SecurityConfig.class);
        Sql noDatabase = new Sql(new Database(new PGSimpleDataSource()));
        SigningKeyStore store =
                new SigningKeyStore(noDatabase, SealedKeys.of(config.getConfigMapping(TallystickConfig.class)));
        return new Issuers(
                security,
                config.getConfigMapping(OidcConfig.class),
                new SigningKeys(store, security, Clock.systemUTC()),
                new SecurityMetrics(new SimpleMeterRegistry()));
    }

    private static ProviderSettings settings(Map<String, String> values) {
        return settings(new PropertiesConfigSource(values, "test", 300));
    }

    private static ProviderSettings settings(ConfigSource source) {
        OidcConfig config = config(source).getConfigMapping(OidcConfig.class);
        assertThat(config.providers()).containsOnlyKeys("keycloak");
        return ProviderSettings.of("keycloak", config.providers().get("keycloak"));
    }

    private static SmallRyeConfig config(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SecurityConfig.class)
                .withMapping(TallystickConfig.class)
                .withMapping(OidcConfig.class)
                .withDefaultValue("tallystick.secret", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .withSources(source)
                .build();
    }
}
