package org.tallystick.chaos.bank;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When a client does the next thing, and when it stops.
 *
 * @param longestPauseMillis between two
 */
record Rounds(AtomicBoolean enough, SplittableRandom random, int longestPauseMillis) {

    /** Does it again and again, until it is enough. */
    void of(Runnable next) {
        while (!enough.get()) {
            next.run();
            try {
                Thread.sleep(random.nextInt(longestPauseMillis + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
