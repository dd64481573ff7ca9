package org.tallystick.telemetry;

import org.jspecify.annotations.Nullable;

/** Finds the trade that a request is about, without a pattern and without a copy where there is none: every request is asked. */
final class TradeInPath {
    private static final String TRADES = "/trades/";
    private static final int LENGTH = 36;

    private TradeInPath() {}

    /** Its id; null where the path names no trade. */
    static @Nullable String of(@Nullable String path) {
        int found = path == null ? -1 : path.indexOf(TRADES);
        if (path == null || found < 0) {
            return null;
        }
        int start = found + TRADES.length();
        int end = start + LENGTH;
        boolean whole = path.length() == end || (path.length() > end && path.charAt(end) == '/');
        return whole && isUuid(path, start) ? path.substring(start, end) : null;
    }

    private static boolean isUuid(String path, int start) {
        for (int i = 0; i < LENGTH; i++) {
            char c = path.charAt(start + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }
}
