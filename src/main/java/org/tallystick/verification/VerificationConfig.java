package org.tallystick.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tallystick.platform.Setting;

/**
 * How often the service verifies all books by itself; also an environment variable ({@code tallystick.verification.every}:
 * TALLYSTICK_VERIFICATION_EVERY).
 */
@Setting("Verification of the books")
@ConfigMapping(prefix = "tallystick.verification")
public interface VerificationConfig {
    @Setting(
            value =
                    "How long after one [verification](operations.md#verifying-the-books) of all books the service begins the next "
                            + "by itself; `0s`: it does not",
            least = "0s",
            most = "366d")
    @WithDefault("24h")
    Duration every();
}
