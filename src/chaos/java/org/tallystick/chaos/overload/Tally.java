package org.tallystick.chaos.overload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What callers were told, and after how long. For one thread to count, and any to read. */
final class Tally {
    /** Of each power of two: an eighth of it is how exact the latencies are. */
    private static final int PARTS = 8;

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final AtomicLong withoutRetryAfter = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final Map<Integer, AtomicLong> others = new ConcurrentSkipListMap<>();
    private final long[] latencies = new long[64 * PARTS];
    private long slowestNanos;

    void accepted(long nanos) {
        accepted.incrementAndGet();
        latencies[bucket(nanos)]++;
        slowestNanos = Math.max(slowestNanos, nanos);
    }

    void turnedAway(long nanos, boolean withRetryAfter) {
        turnedAway.incrementAndGet();
        if (!withRetryAfter) {
            withoutRetryAfter.incrementAndGet();
        }
    }

    void other(int status) {
        others.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
    }

    void cutOff() {
        cutOff.incrementAndGet();
    }

    long accepted() {
        return accepted.get();
    }

    long turnedAway() {
        return turnedAway.get();
    }

    long withoutRetryAfter() {
        return withoutRetryAfter.get();
    }

    /** Connections that ended without an answer. */
    long cutOffs() {
        return cutOff.get();
    }

    /** Answers that are neither 201 nor 503. */
    Map<Integer, Long> others() {
        Map<Integer, Long> counts = new TreeMap<>();
        others.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    /** How long those waited who were accepted, but for the slowest: {@code share} of them waited no longer. */
    Duration latency(double share) {
        long left = (long) Math.ceil(accepted() * share);
        for (int i = 0; i < latencies.length; i++) {
            left -= latencies[i];
            if (left <= 0) {
                return Duration.ofNanos(Math.min(end(i), slowestNanos));
            }
        }
        return Duration.ofNanos(slowestNanos);
    }

    Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    /** Of all these. */
    static Tally sum(Iterable<Tally> tallies) {
        Tally sum = new Tally();
        for (Tally one : tallies) {
            sum.accepted.addAndGet(one.accepted());
            sum.turnedAway.addAndGet(one.turnedAway());
            sum.withoutRetryAfter.addAndGet(one.withoutRetryAfter());
            sum.cutOff.addAndGet(one.cutOffs());
            one.others().forEach((status, count) -> sum.others
                    .computeIfAbsent(status, any -> new AtomicLong())
                    .addAndGet(count));
            for (int i = 0; i < sum.latencies.length; i++) {
                sum.latencies[i] += one.latencies[i];
            }
            sum.slowestNanos = Math.max(sum.slowestNanos, one.slowestNanos);
        }
        return sum;
    }

    private static int bucket(long nanos) {
        long value = Math.max(nanos, PARTS);
        int power = 63 - Long.numberOfLeadingZeros(value);
        int part = (int) ((value >>> (power - 3)) & (PARTS - 1));
        return power * PARTS + part;
    }

    private static long end(int bucket) {
        int power = bucket / PARTS;
        long part = bucket % PARTS;
        return (1L << power) + ((part + 1) << Math.max(0, power - 3));
    }
}
