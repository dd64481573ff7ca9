package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.Map;

/**
 * What was done once, and what came of it.
 *
 * @param toRecover from the end of the cause until every service took payments again
 * @param longestGap in which no service answered that it had booked a payment
 * @param others how often the probe was answered otherwise, or not at all
 */
record FaultRecord(
        String kind, Effect effect, Duration toRecover, Duration longestGap, Map<String, Integer> others) {

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    @Override
    public String toString() {
        String besides = others.isEmpty() ? "" : "; besides " + others;
        return "%s: %s. Recovered after %.2f s, longest gap %.2f s%s"
                .formatted(kind, effect, seconds(toRecover), seconds(longestGap), besides);
    }
}
