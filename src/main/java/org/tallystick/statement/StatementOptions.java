package org.tallystick.statement;

import org.tallystick.csv.CsvDialect;

/**
 * What is left to choose within a format.
 *
 * @param csv how CSV is written; says nothing to other formats
 */
public record StatementOptions(CsvDialect csv) {
    public static final StatementOptions NONE = new StatementOptions(CsvDialect.USUAL);
}
