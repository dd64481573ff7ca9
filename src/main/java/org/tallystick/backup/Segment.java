package org.tallystick.backup;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the write-ahead log.
 *
 * @param number counted from the beginning of the log, whatever the timeline
 */
record Segment(long timeline, long number) implements Comparable<Segment> {
    static final int NAME_LENGTH = 24;

    private static final Pattern NAME = Pattern.compile("[0-9A-F]{" + NAME_LENGTH + "}");
    /** What the middle part of a name counts. */
    private static final long LOG_FILE_BYTES = 1L << 32;

    private static final int HEX = 16;

    /** @return nothing for a name that is not a segment's */
    static Optional<Segment> of(String name, long segmentBytes) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        long perLogFile = LOG_FILE_BYTES / segmentBytes;
        long number = Long.parseLong(name.substring(8, 16), HEX) * perLogFile + Long.parseLong(name.substring(16), HEX);
        return Optional.of(new Segment(Long.parseLong(name.substring(0, 8), HEX), number));
    }

    String name(long segmentBytes) {
        long perLogFile = LOG_FILE_BYTES / segmentBytes;
        return "%08X%08X%08X".formatted(timeline, number / perLogFile, number % perLogFile);
    }

    @Override
    public int compareTo(Segment other) {
        return Comparator.comparingLong(Segment::number)
                .thenComparingLong(Segment::timeline)
                .compare(this, other);
    }
}
