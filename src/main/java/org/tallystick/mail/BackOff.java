package org.tallystick.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a letter waits after an attempt in vain: twice as long each time, and not exactly. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Enough to pass the longest. */
    private static final int MOST_DOUBLINGS = 12;

    private BackOff() {}

    /**
     * Between one half and the whole of the full pause, so that letters that failed together do not come again together.
     *
     * @param attempts in vain before this one, 0 or more
     */
    static Duration after(int attempts, RandomGenerator random) {
        Duration full = FIRST.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        long millis = (full.compareTo(LONGEST) < 0 ? full : LONGEST).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
