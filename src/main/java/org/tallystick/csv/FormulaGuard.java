package org.tallystick.csv;

import java.util.Arrays;
import org.tallystick.csv.CsvDialect.Separator;

/**
 * Puts an apostrophe before whatever a spreadsheet would take for a formula: at the beginning of a text, or where a spreadsheet
 * that expects another separator, as those of other countries do, would have a cell begin in the midst of it. Such a one does
 * not see the quotes either that hold the text together: {@code "a;=1+1;b"} are three cells to it.
 */
final class FormulaGuard {
    /** With their wide forms, which East Asian spreadsheets take for the same. */
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String BREAKS = "\t\r\n";

    private FormulaGuard() {}

    static String guarded(String text, Separator own) {
        StringBuilder safe = new StringBuilder(text.length() + 1);
        boolean cellBegins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isFormula = cellBegins && FORMULA_STARTS.indexOf(c) >= 0;
            if (isFormula || (i == 0 && BREAKS.indexOf(c) >= 0)) {
                safe.append('\'');
            }
            safe.append(c);
            cellBegins = beginsCell(c, own) || (cellBegins && isPassedOver(c));
        }
        return safe.toString();
    }

    /** Its own separator stands within quotes, and whoever knows it knows them. */
    private static boolean beginsCell(char c, Separator own) {
        return BREAKS.indexOf(c) >= 0
                || Arrays.stream(Separator.values()).anyMatch(other -> other != own && other.character() == c);
    }

    /** What a spreadsheet takes away before it looks: blanks of any kind, what cannot be seen, and quotes. */
    private static boolean isPassedOver(char c) {
        return c == '"'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
