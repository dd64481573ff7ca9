package org.tallystick.posting;

import java.util.function.LongSupplier;

/** For how long a lane has been writing, all in all. One thread writes; any may ask. */
final class BusyTime {
    private static final Span NOTHING = new Span(0, 0, false);

    private final LongSupplier nanos;
    private volatile Span span = NOTHING;

    BusyTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param before in nanoseconds, of what has ended
     * @param since when that began which has not
     */
    private record Span(long before, long since, boolean running) {
        long at(long now) {
            return running ? before + now - since : before;
        }
    }

    void begin() {
        span = new Span(span.before, nanos.getAsLong(), true);
    }

    void end() {
        span = new Span(span.at(nanos.getAsLong()), 0, false);
    }

    /** In nanoseconds, up to now. */
    long total() {
        return span.at(nanos.getAsLong());
    }
}
