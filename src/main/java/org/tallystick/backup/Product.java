package org.tallystick.backup;

import org.eclipse.microprofile.config.Config;

/** The version of this program, as a backup notes it. */
final class Product {
    private Product() {}

    static String version(Config config) {
        return config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("unknown");
    }
}
