package org.tallystick.posting;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast one long reading goes: at full speed while nothing is posted, and slower the more of the time the lanes are
 * writing, for a trade is waited for and an export is not. Beside lanes that write without a pause it works a tenth of the
 * time, or a twentieth. For one thread.
 */
public final class Pace {
    /** A tenth of the time for what somebody waits for on a connection. */
    static final int REST_FOR_WORK = 9;

    /** A twentieth for what nobody waits for. */
    static final int LONG_REST_FOR_WORK = 19;

    /** A reader beyond a network must not take the service for dead. */
    static final Duration LONGEST_REST_ON_A_CONNECTION = Duration.ofSeconds(1);

    /** What nobody waits for must not seem to stand still. Nineteen times a step of a second and a half. */
    static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private static final long SHORTEST_REST_NANOS = 100_000;

    private final LongSupplier nanos;
    private final LongSupplier busyNanos;
    private final Rest rest;
    private final int restForWork;
    private final long longestRestNanos;

    private long since;
    private long busyBefore;

    /** Waits for so long. */
    interface Rest {
        void nanos(long nanos) throws InterruptedException;
    }

    /**
     * @param nanos the time
     * @param busyNanos for how long the lanes of this instance have been writing, all in all
     * @param restForWork how many times the work it rests beside lanes that write without a pause
     * @param longestRest after one step
     */
    Pace(LongSupplier nanos, LongSupplier busyNanos, Rest rest, int restForWork, Duration longestRest) {
        this.restForWork = restForWork;
        this.longestRestNanos = longestRest.toNanos();
        this.nanos = nanos;
        this.busyNanos = busyNanos;
        this.rest = rest;
        begin();
    }

    private void begin() {
        since = nanos.getAsLong();
        busyBefore = busyNanos.getAsLong();
    }

    /**
     * Called after each step of some milliseconds: waits as the lanes need it. Returns at once on a thread that is
     * interrupted, which stays so.
     */
    public void rest() {
        long worked = Math.max(1, nanos.getAsLong() - since);
        double busy = Math.min(1, (double) (busyNanos.getAsLong() - busyBefore) / worked);
        long wanted = Math.min(longestRestNanos, (long) (worked * busy * restForWork));
        if (wanted >= SHORTEST_REST_NANOS) {
            try {
                rest.nanos(wanted);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        begin();
    }
}
