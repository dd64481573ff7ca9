package org.tallystick.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of the product; a test puts its own in its place. */
@Singleton
public class UtcClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
