package org.tallystick.telemetry;

import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Ids;

/** The name by which a request is found in the log, in a caller's own records and in ours. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /** Longer than any proxy's; what is longer has another purpose. */
    static final int MOST_CHARACTERS = 128;

    private static final String PUNCTUATION = "-._~:=+/";

    private RequestId() {}

    /**
     * The caller's own, if it is one; else a new one. What a caller sends stands in the log and in an answer's header, so it is
     * letters, digits and a few signs: no space ends a field there, no quote a text, and no control character a line.
     */
    static String of(@Nullable String given) {
        return given != null && isWellFormed(given) ? given : Ids.next().toString();
    }

    private static boolean isWellFormed(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean known = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || PUNCTUATION.indexOf(c) >= 0;
            if (!known) {
                return false;
            }
        }
        return true;
    }
}
