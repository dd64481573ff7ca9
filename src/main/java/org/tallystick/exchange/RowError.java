package org.tallystick.exchange;

/**
 * What is wrong at one place of an imported file.
 *
 * @param file {@code community.json}, {@code members.csv} or {@code trades.csv}
 * @param line of the file, from 1; a record that spans lines is named by its first
 * @param column the name of the column or field; empty for the record as a whole
 * @param code a stable code: {@code required}, {@code malformed}, {@code unknown-account}, {@code credit-limit-exceeded}…
 * @param detail a sentence for a person
 */
public record RowError(String file, long line, String column, String code, String detail) {}
