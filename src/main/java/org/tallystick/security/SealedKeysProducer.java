package org.tallystick.security;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.tallystick.platform.TallystickConfig;

/** Makes the one that works under the installation's secret. */
@Singleton
class SealedKeysProducer {
    @Produces
    @Singleton
    SealedKeys sealedKeys(TallystickConfig config) {
        return SealedKeys.of(config);
    }
}
