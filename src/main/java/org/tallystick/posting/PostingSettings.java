package org.tallystick.posting;

import java.time.Duration;

/**
 * How an instance posts.
 *
 * @param lanes threads with a connection each; a community always has the same one
 * @param batchSize most trades in one transaction
 * @param queueCapacity most trades that wait; beyond it callers are told to come back
 * @param retryFor how long a batch is tried again while the database cannot be reached
 */
public record PostingSettings(int lanes, int batchSize, int queueCapacity, Duration retryFor) {
    public PostingSettings {
        if (lanes < 1 || batchSize < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException("lanes, batch size and queue capacity are 1 or more");
        }
    }

    public static PostingSettings defaults() {
        return new PostingSettings(4, 1_000, 20_000, Duration.ofSeconds(10));
    }
}
