package org.tallystick.bankfile;

import com.ibm.icu.text.Transliterator;

/** Text for formats that take little of it. What is lost is text alone: amounts never go through here. */
final class BankText {
    /** By the rules of the Unicode CLDR: any script to Latin letters, and those to ASCII. Safe for several threads. */
    private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    /** What SWIFT takes in a text field (character set x), apart from the end of a line. */
    private static final String SWIFT = "/-?:().,'+ ";

    /** Signs that have a likeness there. */
    private static final String FOREIGN = "!\"#$%&*;<=>@[\\]^_`{|}~";

    private static final String[] LIKENESS = {
        ".", "'", "No.", "?", "pct", "+", "+", ",", "(", "-", ")", "(at)", "(", "/", ")", "'", "-", "'", "(", "/", ")",
        "-"
    };

    private BankText() {}

    /** ASCII from space to tilde on one line; a question mark for what has no likeness. */
    static String ascii(String text) {
        String line = oneLine(text);
        if (isAscii(line)) {
            return line;
        }
        String latin = TO_ASCII.transliterate(line);
        StringBuilder ascii = new StringBuilder(latin.length());
        latin.codePoints()
                .filter(point -> !isUnseen(point))
                .forEach(point -> ascii.append(point >= ' ' && point <= '~' ? (char) point : '?'));
        return oneLine(ascii.toString());
    }

    /** Letters, digits and the few signs of SWIFT's character set x, on one line. */
    static String swift(String text) {
        String ascii = ascii(text);
        StringBuilder swift = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            int foreign = FOREIGN.indexOf(c);
            if (Character.isLetterOrDigit(c) || SWIFT.indexOf(c) >= 0) {
                swift.append(c);
            } else {
                swift.append(foreign < 0 ? "?" : LIKENESS[foreign]);
            }
        }
        return swift.toString();
    }

    /** What XML 1.0 can hold; at most so many characters as Java and its readers count them, and none in halves. */
    static String xml(String text, int longest) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int shown = isXml(point) ? point : '\uFFFD';
            if (clean.length() + Character.charCount(shown) > longest) {
                break;
            }
            clean.appendCodePoint(shown);
        }
        return clean.length() == 0 ? "-" : clean.toString();
    }

    /** Not more characters than fit; dots show where it was cut. */
    static String cut(String ascii, int longest) {
        return ascii.length() <= longest ? ascii : ascii.substring(0, longest - 3) + "...";
    }

    private static String oneLine(String text) {
        boolean gap = false;
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                gap = true;
            } else {
                if (gap && line.length() > 0) {
                    line.append(' ');
                }
                gap = false;
                line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Marks that belong to a letter, and what directs text. */
    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= ' ' && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
