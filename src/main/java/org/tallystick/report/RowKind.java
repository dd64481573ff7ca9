package org.tallystick.report;

/** What a row of a table is. */
public enum RowKind {
    LINE,
    /** Of the lines before it, back to the last subtotal. */
    SUBTOTAL,
    /** Of all lines; after the last of them. */
    TOTAL
}
