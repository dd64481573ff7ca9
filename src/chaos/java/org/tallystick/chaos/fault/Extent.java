package org.tallystick.chaos.fault;

import java.time.Duration;

/**
 * How long a run of faults goes on: until every kind came so often and the least time is over, whichever is later, and never
 * beyond the most.
 *
 * @param each how often every kind must come
 */
public record Extent(int each, Duration atLeast, Duration atMost) {
    public Extent {
        if (each < 1 || atLeast.isNegative() || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException("each kind comes once or more, and the most of the time is not less than the least: " + this);
        }
    }

    /** Every kind so often and then no more, for each of which a minute is more than enough. */
    static Extent of(int each, int kinds) {
        return new Extent(each, Duration.ZERO, enoughFor(each, kinds));
    }

    /** What no run of so many needs: a minute a fault. */
    public static Duration enoughFor(int each, int kinds) {
        return Duration.ofMinutes((long) each * kinds);
    }
}
