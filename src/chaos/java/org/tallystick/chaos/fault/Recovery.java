package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the probe saw of one fault: for how long no service took a payment, and when each of them did again. A service has
 * recovered with the first of some payments in a row that were sent after the fault, and booked.
 */
public final class Recovery {
    private static final int IN_A_ROW = 5;
    private static final long NOT_YET = Long.MAX_VALUE;

    private final int[] inARow;
    private final long[] first;
    private final Map<String, Integer> others = new TreeMap<>();

    private long lastBooked;
    private long longestGap;
    private long causeEnded = NOT_YET;

    /**
     * @param services how many there are
     * @param lastBooked when the last payment before the fault was answered, by {@link System#nanoTime}, as all times here
     */
    Recovery(int services, long lastBooked) {
        this.inARow = new int[services];
        this.first = new long[services];
        this.lastBooked = lastBooked;
        Arrays.fill(first, NOT_YET);
    }

    public synchronized void causeEnded(long now) {
        causeEnded = now;
    }

    /** A payment that was sent to a service earlier is booked. */
    synchronized void booked(int service, long sent, long now) {
        if (isRecovered()) {
            return;
        }
        longestGap = Math.max(longestGap, now - lastBooked);
        lastBooked = now;
        if (sent >= causeEnded) {
            inARow[service]++;
            first[service] = Math.min(first[service], now);
        }
    }

    /** It is not, or nobody knows; in a word: {@code 503}, {@code timeout}. */
    synchronized void failed(int service, long sent, String how) {
        if (isRecovered()) {
            return;
        }
        others.merge(how, 1, Integer::sum);
        if (sent >= causeEnded) {
            inARow[service] = 0;
            first[service] = NOT_YET;
        }
    }

    public synchronized boolean isRecovered() {
        return Arrays.stream(inARow).allMatch(count -> count >= IN_A_ROW);
    }

    /** The numbers of the services that do not take payments yet. */
    synchronized List<Integer> waitingFor() {
        return IntStream.range(0, inARow.length)
                .filter(service -> inARow[service] < IN_A_ROW)
                .boxed()
                .toList();
    }

    /** From the end of the fault's cause until all services had recovered. */
    public synchronized Duration toRecover() {
        return Duration.ofNanos(Math.max(0, Arrays.stream(first).max().orElseThrow() - causeEnded));
    }

    /** The longest time in which no service answered that it had booked a payment. */
    public synchronized Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    /** How often the probe was answered otherwise, or not at all. */
    public synchronized Map<String, Integer> others() {
        return new TreeMap<>(others);
    }
}
