package org.tallystick.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The one clock of the product; a test puts its own in its place. It ticks in microseconds, as PostgreSQL's times do: what is kept and
 * read again is then not half a microsecond later than it was.
 */
@Singleton
public class UtcClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), ChronoUnit.MICROS.getDuration());
    }
}
