package org.tallystick.posting;

import java.time.Duration;
import org.tallystick.platform.SessionLimits;

/**
 * How an instance posts.
 *
 * @param lanes threads with a connection each; a community always has the same one
 * @param batchSize most trades in one transaction
 * @param queueCapacity most trades that wait; beyond it callers are told to come back
 * @param retryFor how long a batch is tried again while the database cannot be reached
 * @param waitFor how long a unit waits for its turn; who has waited longer may no longer be there, and is told to come back
 */
public record PostingSettings(int lanes, int batchSize, int queueCapacity, Duration retryFor, Duration waitFor) {
    private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(1);

    public PostingSettings {
        if (lanes < 1 || batchSize < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException("lanes, batch size and queue capacity are 1 or more");
        }
        if (retryFor.isNegative() || waitFor.isNegative() || waitFor.isZero()) {
            throw new IllegalArgumentException("a unit waits, and is tried again, for some time");
        }
    }

    /** Units wait for their turn for ten seconds. */
    public PostingSettings(int lanes, int batchSize, int queueCapacity, Duration retryFor) {
        this(lanes, batchSize, queueCapacity, retryFor, Duration.ofSeconds(10));
    }

    public static PostingSettings defaults() {
        return new PostingSettings(4, 1_000, 20_000, Duration.ofSeconds(10));
    }

    /**
     * What a lane's session may take: half of the time for which a batch is tried, so that after an attempt which nobody answers there
     * is time for another. By then the server has ended the session that was cut off, and with it the locks that the other wants.
     */
    SessionLimits attempt() {
        Duration half = retryFor.dividedBy(2);
        Duration longest = half.compareTo(SHORTEST_ATTEMPT) < 0 ? SHORTEST_ATTEMPT : half;
        return new SessionLimits(longest, longest.multipliedBy(4).dividedBy(5), longest);
    }
}
