package org.tallystick.spreadsheet;

import java.util.regex.Pattern;

/** What people wrote, as a cell takes it: nothing of it is read as something else, and nothing of it breaks the file. */
final class CellText {
    /** The most characters that a cell has. */
    private static final int LONGEST = 32_767;

    /** ECMA-376, ST_Xstring: a character by its number, which a spreadsheet would put in its place. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final String ESCAPED_UNDERSCORE = "_x005F_";
    private static final int REPLACEMENT = 0xFFFD;

    private CellText() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isOfXml(point) ? point : REPLACEMENT)
                .limit(LONGEST)
                .forEach(clean::appendCodePoint);
        return ESCAPE.matcher(clean).replaceAll(ESCAPED_UNDERSCORE);
    }

    /** XML 1.0, production 2. A surrogate that stands alone is no character. */
    private static boolean isOfXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
