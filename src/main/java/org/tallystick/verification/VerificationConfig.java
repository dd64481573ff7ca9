package org.tallystick.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How often the service verifies all books by itself; also an environment variable ({@code tallystick.verification.every}:
 * TALLYSTICK_VERIFICATION_EVERY).
 */
@ConfigMapping(prefix = "tallystick.verification")
public interface VerificationConfig {
    /** How long after one the next is begun; never if it is zero. */
    @WithDefault("24h")
    Duration every();
}
