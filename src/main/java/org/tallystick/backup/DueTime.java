package org.tallystick.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a backup is due. The clock may be set, and time of the process stands still while the machine sleeps: by whichever of them it
 * is time, it is time.
 */
final class DueTime {
    /** A backup that failed reads and writes the whole database when it is tried again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Duration every;
    private final LongSupplier nanoTime;
    private Optional<Long> madeAt = Optional.empty();
    private Optional<Long> failedAt = Optional.empty();

    /** @param nanoTime {@link System#nanoTime} */
    DueTime(Duration every, LongSupplier nanoTime) {
        this.every = every;
        this.nanoTime = nanoTime;
    }

    void made() {
        madeAt = Optional.of(nanoTime.getAsLong());
        failedAt = Optional.empty();
    }

    void failed() {
        failedAt = Optional.of(nanoTime.getAsLong());
    }

    /**
     * @param newest when it was made
     * @param needed whether one is needed at once, however new the newest is
     */
    boolean isDue(Instant now, Optional<Instant> newest, boolean needed) {
        Duration pause = every.compareTo(LONGEST_PAUSE) < 0 ? every : LONGEST_PAUSE;
        if (failedAt.isPresent() && since(failedAt.get()).compareTo(pause) < 0) {
            return false;
        }
        if (newest.isEmpty() || needed) {
            return true;
        }
        if (madeAt.isPresent() && since(madeAt.get()).compareTo(every) >= 0) {
            return true;
        }
        if (newest.get().isAfter(now)) {
            // The clock was ahead, nobody knows for how long.
            return madeAt.isEmpty();
        }
        return !now.isBefore(newest.get().plus(every));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }
}
