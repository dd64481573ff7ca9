package org.tallystick.posting;

import java.time.Duration;
import java.util.Optional;

/**
 * How much waits to be booked by this instance.
 *
 * @param trades that are queued or being written
 * @param capacity beyond which whoever comes is sent away
 * @param sinceSentAway how long ago that last happened, or a trade's turn did not come in time
 */
public record PostingQueue(int trades, int capacity, Optional<Duration> sinceSentAway) {}
