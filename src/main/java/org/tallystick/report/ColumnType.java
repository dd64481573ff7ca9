package org.tallystick.report;

import java.util.Locale;

/** What stands in the cells of a column; a cell of any may also be {@link Cell.Nothing}. */
public enum ColumnType {
    TEXT,
    AMOUNT,
    INTEGER,
    DATE,
    INSTANT;

    /** As JSON names it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its cells stand to the right, one under the other. */
    public boolean isNumber() {
        return switch (this) {
            case AMOUNT, INTEGER -> true;
            case TEXT, DATE, INSTANT -> false;
        };
    }
}
