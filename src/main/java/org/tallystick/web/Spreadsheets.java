package org.tallystick.web;

/** What is written for spreadsheets to open. */
public final class Spreadsheets {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Spreadsheets() {}

    /** What people wrote must not become a formula when a spreadsheet opens it. */
    public static String asText(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
