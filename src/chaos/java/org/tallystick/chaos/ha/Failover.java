package org.tallystick.chaos.ha;

import java.time.Duration;
import java.util.Map;

/**
 * What became of one failover.
 *
 * @param taken from the cause until another was the primary
 * @param refusal the longest time in which no payment was booked
 * @param whole from the cause until all three nodes were there again
 * @param others how often a payment was answered otherwise, or not at all
 */
record Failover(Kind kind, Duration taken, Duration refusal, Duration whole, Map<String, Integer> others) {

    /** How the primary is lost. */
    enum Kind {
        KILL_PRIMARY("kill-primary"),
        CUT_OFF_PRIMARY("cut-off-primary"),
        SWITCHOVER("switchover");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    @Override
    public String toString() {
        return "another primary after %.1f s, no payment for %.1f s, whole after %.1f s; besides %s"
                .formatted(seconds(taken), seconds(refusal), seconds(whole), others);
    }
}
