package org.tallystick.telemetry;

/**
 * Text that cannot be taken for more than one line of a log, nor do anything to the terminal that shows it: what somebody sent
 * may stand in a message, a line end and a forged next line with it.
 */
final class Printable {
    /** No line of the log begins like that, for each begins with its time. */
    private static final String GOES_ON = "\n  | ";

    private Printable() {}

    static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isStrange(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Line ends are kept, and what follows one is set in; other control characters are written as escapes. */
    static String of(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + GOES_ON.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean halfOfALineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n') {
                printable.append(GOES_ON);
            } else if (isStrange(c) && !halfOfALineEnd) {
                printable.append("\\u%04x".formatted((int) c));
            } else if (!halfOfALineEnd) {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    /** What ends a line, steers a terminal or turns the direction of reading; tabulators are of no danger. */
    private static boolean isStrange(char c) {
        if (c < 0x7f) {
            return c < ' ' && c != '\t';
        }
        return c < 0xa0
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
