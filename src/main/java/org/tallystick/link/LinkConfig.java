package org.tallystick.link;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import org.tallystick.platform.Setting;

/** What an operator may set of links: a template with {@code {token}} in it ({@code TALLYSTICK_LINKS_PAYMENT}). */
@Setting("Payment links")
@ConfigMapping(prefix = "tallystick.links")
interface LinkConfig {
    /** The page of the app in which members pay, {@code https://app.example.org/pay#{token}}. */
    @Setting(
            value = "The page of the app in which members pay by a [payment link](trading.md#payment-links), "
                    + "`https://app.example.org/pay#{token}`")
    Optional<String> payment();
}
