package org.tallystick.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tallystick.platform.Setting;

/** Tokens, passwords and attempts; each is also an environment variable ({@code tallystick.issuer}: TALLYSTICK_ISSUER). */
@Setting("Tokens and logins")
@ConfigMapping(prefix = "tallystick")
public interface SecurityConfig {
    @Setting("The `iss` of the tokens that this installation makes")
    @WithDefault("tallystick")
    String issuer();

    @Setting("The `aud` of the tokens that it makes and accepts")
    @WithDefault("tallystick")
    String audience();

    Tokens tokens();

    Logins logins();

    /** How long things are good. */
    interface Tokens {
        @Setting(
                value = "How long an access token is good; a revoked role is revoked at once whatever this is",
                least = "1m",
                most = "24h")
        @WithDefault("15m")
        Duration accessLifetime();

        @Setting(value = "How long a refresh token is good that lies unused", least = "1m", most = "366d")
        @WithDefault("14d")
        Duration refreshLifetime();

        @Setting(value = "How long a session is good, however often it is refreshed", least = "1m", most = "3660d")
        @WithDefault("90d")
        Duration sessionLifetime();

        @Setting(
                value = "After this a new key signs; the older ones verify for as long as their tokens live",
                least = "1s",
                most = "3660d")
        @WithDefault("90d")
        Duration keyLifetime();

        @Setting(value = "How long an invitation is good", least = "1h", most = "366d")
        @WithDefault("7d")
        Duration invitationLifetime();
    }

    /** What attempts to log in may cost. */
    interface Logins {
        @Setting(value = "Failures in a minute that one address may have for one name", least = "1", most = "10000")
        @WithDefault("10")
        int failuresPerName();

        @Setting(
                value = "Failures in a minute that one address may have, whatever the names",
                least = "1",
                most = "100000")
        @WithDefault("100")
        int failuresPerAddress();

        @Setting(
                value = "Failures in a minute for one name, from all addresses together from which it never came "
                        + "in before",
                least = "1",
                most = "100000")
        @WithDefault("50")
        int failuresPerNameOfStrangers();

        @Setting(
                value = "Passwords hashed at the same time; each takes 19 MiB and a processor for some "
                        + "hundredths of a second",
                least = "1",
                most = "256")
        @WithDefault("2")
        int hashesAtOnce();

        @Setting(
                value = "Requests that wait for their turn to hash; beyond, a request is told to come again",
                least = "1",
                most = "10000")
        @WithDefault("64")
        int hashesWaiting();
    }
}
