package org.tallystick.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How large books are.
 *
 * @param entries at least, in all; ten for each account
 */
record Size(int accounts, long entries) {
    private static final int SMALLEST = 1_000;
    private static final int ENTRIES_EACH = 10;
    private static final int STEP = 10;

    /** From 10,000 entries on, each ten times as large as the one before. */
    static List<Size> upTo(long largestEntries) {
        List<Size> sizes = new ArrayList<>();
        for (int accounts = SMALLEST; (long) accounts * ENTRIES_EACH <= largestEntries; accounts *= STEP) {
            sizes.add(new Size(accounts, (long) accounts * ENTRIES_EACH));
        }
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("--largest is less than " + SMALLEST * ENTRIES_EACH);
        }
        return sizes;
    }
}
