package org.tallystick.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Tokens, passwords and attempts; each is also an environment variable ({@code tallystick.issuer}: TALLYSTICK_ISSUER). */
@ConfigMapping(prefix = "tallystick")
public interface SecurityConfig {
    /** The {@code iss} of the tokens that this installation makes. */
    @WithDefault("tallystick")
    String issuer();

    /** The {@code aud} of the tokens that it makes and accepts. */
    @WithDefault("tallystick")
    String audience();

    Tokens tokens();

    Logins logins();

    /** How long things are good. */
    interface Tokens {
        /** An access token; a revoked role is revoked at once whatever this is. */
        @WithDefault("15m")
        Duration accessLifetime();

        /** A refresh token that lies unused. */
        @WithDefault("14d")
        Duration refreshLifetime();

        /** A session, however often it is refreshed. */
        @WithDefault("90d")
        Duration sessionLifetime();

        /** After this a new key signs; the older ones verify for as long as their tokens live. */
        @WithDefault("90d")
        Duration keyLifetime();

        @WithDefault("7d")
        Duration invitationLifetime();
    }

    /** What attempts to log in may cost. */
    interface Logins {
        /** Failures in a minute that one address may have for one name. */
        @WithDefault("10")
        int failuresPerName();

        /** Failures in a minute that one address may have, whatever the names. */
        @WithDefault("100")
        int failuresPerAddress();

        /** Failures in a minute for one name, from all addresses together from which it never came in before. */
        @WithDefault("50")
        int failuresPerNameOfStrangers();

        /** Passwords hashed at the same time; each takes 19 MiB and a processor for some hundredths of a second. */
        @WithDefault("2")
        int hashesAtOnce();

        /** Requests that wait for their turn to hash; beyond, a request is told to come again. */
        @WithDefault("64")
        int hashesWaiting();
    }
}
