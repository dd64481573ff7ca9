package org.tallystick.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * New ids: UUIDv7 (RFC 9562), so that what was made later sorts later and new rows go to the end of an index. What
 * follows the time stamp is a number that grows with every id of this process, from a random start and by random steps:
 * ids of one millisecond ascend in the order in which they were made, whatever ids of other moments come between.
 */
public final class Ids {
    private static final int TIMESTAMP_BITS = 48;
    private static final long LARGEST_MILLIS = (1L << TIMESTAMP_BITS) - 1;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    /** 62 bits. */
    private static final long LARGEST_REST = 0x3FFF_FFFF_FFFF_FFFFL;
    /** Half of 2^62 is left for steps of half a million on average: 4,000,000,000,000 ids in the life of a process. */
    private static final long LARGEST_START = LARGEST_REST >>> 1;

    private static final int STEP_BOUND = 1 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Tells processes apart that make ids at the same moment, together with the random start. */
    private static final long PROCESS = RANDOM.nextInt(1 << 12);

    private static final AtomicLong REST = new AtomicLong(RANDOM.nextLong() & LARGEST_START);

    /** Not below any id. */
    public static final UUID LAST = new UUID(-1L, -1L);

    private Ids() {}

    /** Not above any id that carries this instant, in milliseconds from 1970 on, or a later one. */
    public static UUID floor(Instant instant) {
        return new UUID(Math.max(0, instant.toEpochMilli()) << (Long.SIZE - TIMESTAMP_BITS), 0);
    }

    /** The instant that an id carries, in milliseconds. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> (Long.SIZE - TIMESTAMP_BITS));
    }

    /** The order of ids in the database, which is not {@link UUID#compareTo}: bytes without a sign. */
    public static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /** An id of this moment. */
    public static UUID next() {
        return of(System.currentTimeMillis());
    }

    /**
     * An id whose time stamp is the instant's milliseconds, for a row whose key tells when it was booked.
     *
     * @throws IllegalArgumentException if the instant lies before 1970 or after the year 10889
     */
    public static UUID at(Instant instant) {
        long millis = instant.toEpochMilli();
        if (millis < 0 || millis > LARGEST_MILLIS) {
            throw new IllegalArgumentException(instant + " does not fit into an id");
        }
        return of(millis);
    }

    private static UUID of(long millis) {
        long rest = REST.addAndGet(1 + ThreadLocalRandom.current().nextInt(STEP_BOUND));
        if (rest > LARGEST_REST) {
            throw new IllegalStateException("This process has made all the ids it can; start it again");
        }
        return new UUID(millis << (Long.SIZE - TIMESTAMP_BITS) | VERSION_7 | PROCESS, VARIANT | rest);
    }
}
