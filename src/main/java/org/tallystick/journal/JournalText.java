package org.tallystick.journal;

/**
 * What people wrote, so that a reader of journals takes it for nothing but text. A sign that would end it or begin something else
 * becomes its wide form, which people read as the same.
 */
final class JournalText {
    private JournalText() {}

    /** On one line, with single spaces, and without what turns the direction of the text around it. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isGap(point)) {
                gap = true;
            } else if (!turnsDirection(point)) {
                if (gap && line.length() > 0) {
                    line.append(' ');
                }
                gap = false;
                line.appendCodePoint(point);
            }
        }
        return line.toString();
    }

    private static boolean isGap(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }

    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** In the first line of a transaction, where {@code ;} begins a comment and {@code |} parts payee and note. */
    static String description(String text) {
        return oneLine(text).replace(';', '；').replace('|', '｜');
    }

    /** In a comment, where {@code name:} is a tag, and a date in brackets is one. */
    static String comment(String text) {
        return oneLine(text).replace(':', '：').replace('[', '［').replace(']', '］');
    }

    /** A string of beancount, which keeps every character. */
    static String quoted(String text) {
        StringBuilder string = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> string.append('\\').append(c);
                case '\n' -> string.append("\\n");
                case '\t' -> string.append("\\t");
                default -> string.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return string.append('"').toString();
    }
}
