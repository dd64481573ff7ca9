package org.tallystick.spreadsheet;

/**
 * A column of a table in a workbook.
 *
 * @param label in the header
 * @param width in characters
 */
public record SheetColumn(String label, int width) {}
