package org.tallystick.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The external issuers, each under a name of the operator's: {@code tallystick.oidc.keycloak.issuer} is also
 * TALLYSTICK_OIDC_KEYCLOAK_ISSUER.
 */
@ConfigMapping(prefix = "tallystick.oidc")
public interface OidcConfig {
    @WithParentName
    Map<String, Provider> providers();

    /** One OpenID provider. */
    interface Provider {
        /** The {@code iss} of its tokens, to the letter; an https address. */
        String issuer();

        /** What must be among the {@code aud} of its tokens. */
        String audience();

        /** Where its keys are; without it the provider is asked at {@code <issuer>/.well-known/openid-configuration}. */
        Optional<String> jwksUri();

        /** What it signs with, of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512. */
        @WithDefault("RS256")
        List<String> algorithms();

        /** How its people become users here. */
        @WithDefault("invitation")
        Linking link();

        /** How long its keys verify while it cannot be reached; between 10 minutes and 30 days. */
        @WithDefault("24h")
        Duration keysGoodFor();
    }
}
