package org.tallystick.chaos.fault;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long and how much, as chance has it. */
final class Chance {
    private Chance() {}

    /** Some milliseconds, of which both bounds may be had. */
    static long millis(RandomGenerator random, long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** Sleeps for some milliseconds; the fault lasts meanwhile. */
    static void last(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    static Direction direction(RandomGenerator random) {
        return random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
    }
}
