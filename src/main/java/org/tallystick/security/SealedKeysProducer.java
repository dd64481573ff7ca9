package org.tallystick.security;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;

/** Makes the one that works under the installation's secret. */
@Singleton
class SealedKeysProducer {
    /** @throws StartFailure without a secret, or with one that is none */
    @Produces
    @Singleton
    SealedKeys sealedKeys(TallystickConfig config) {
        return SealedKeys.under(config.secret().orElseThrow(() -> new StartFailure("TALLYSTICK_SECRET is not set.")));
    }
}
