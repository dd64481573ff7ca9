package org.tallystick.credit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.tallystick.platform.Setting;

/** What an operator may set of credit policies. */
@Setting("Credit policies")
@ConfigMapping(prefix = "tallystick.credit")
interface CreditConfig {
    @Setting("Whether this instance does what comes with the days: one of several must")
    @WithDefault("true")
    boolean scheduled();
}
