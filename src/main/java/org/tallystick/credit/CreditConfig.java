package org.tallystick.credit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may set of credit policies. */
@ConfigMapping(prefix = "tallystick.credit")
interface CreditConfig {
    /** Whether this instance does what comes with the days; one of several must. */
    @WithDefault("true")
    boolean scheduled();
}
