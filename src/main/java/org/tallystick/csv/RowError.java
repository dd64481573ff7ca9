package org.tallystick.csv;

/**
 * What is wrong at one place of a file.
 *
 * @param file its name, such as {@code members.csv}
 * @param line of the file, from 1; a record that spans lines is named by its first
 * @param column the name of the column or field; empty for the record as a whole
 * @param code a stable code: {@code required}, {@code malformed}, {@code unknown-account}, {@code credit-limit-exceeded}…
 * @param detail a sentence for a person
 */
public record RowError(String file, long line, String column, String code, String detail) {}
