package org.tallystick.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.platform.Setting;

/**
 * The external issuers, each under a name of the operator's: {@code tallystick.oidc.keycloak.issuer} is also
 * TALLYSTICK_OIDC_KEYCLOAK_ISSUER.
 */
@Setting("OpenID providers, each under a name of your own ([identity.md](identity.md))")
@ConfigMapping(prefix = "tallystick.oidc")
public interface OidcConfig {
    @WithParentName
    Map<String, Provider> providers();

    /** One OpenID provider. */
    interface Provider {
        @Setting(value = "The `iss` of its tokens, to the letter; an https address", otherwise = "required")
        String issuer();

        @Setting(value = "What must be among the `aud` of its tokens", otherwise = "required")
        String audience();

        /** Where its keys are; without it the provider is asked at {@code <issuer>/.well-known/openid-configuration}. */
        @Setting(value = "Where its keys are", otherwise = "as `.well-known/openid-configuration` says")
        Optional<String> jwksUri();

        @Setting("What it signs with, of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512")
        @WithDefault("RS256")
        List<String> algorithms();

        @Setting("How its people become users here: `invitation` or `email`")
        @WithDefault("invitation")
        Linking link();

        @Setting(value = "How long its keys verify while it cannot be reached", least = "10m", most = "30d")
        @WithDefault("24h")
        Duration keysGoodFor();
    }
}
