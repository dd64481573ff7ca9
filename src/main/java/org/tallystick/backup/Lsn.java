package org.tallystick.backup;

import java.util.regex.Pattern;

/** A place in the write-ahead log, as PostgreSQL writes it: {@code 16/B374D848}. */
record Lsn(long value) implements Comparable<Lsn> {
    private static final Pattern FORMAT = Pattern.compile("[0-9A-F]{1,8}/[0-9A-F]{1,8}");

    static Lsn parse(String text) {
        if (!FORMAT.matcher(text).matches()) {
            throw new IllegalArgumentException(text + " is no place in the write-ahead log");
        }
        int slash = text.indexOf('/');
        return new Lsn(
                Long.parseLong(text.substring(0, slash), 16) << 32 | Long.parseLong(text.substring(slash + 1), 16));
    }

    /** The number of the segment that a byte here belongs to. */
    long segment(long segmentBytes) {
        return Long.divideUnsigned(value, segmentBytes);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return "%X/%X".formatted(value >>> 32, value & 0xFFFFFFFFL);
    }
}
