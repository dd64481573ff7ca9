package org.tallystick.report;

/**
 * A column of a table.
 *
 * @param code for programs: the name of a field of JSON, and the header of CSV
 * @param label for people
 */
public record Column(String code, String label, ColumnType type) {
    static Column text(String code, String label) {
        return new Column(code, label, ColumnType.TEXT);
    }

    static Column amount(String code, String label) {
        return new Column(code, label, ColumnType.AMOUNT);
    }

    static Column integer(String code, String label) {
        return new Column(code, label, ColumnType.INTEGER);
    }

    static Column date(String code, String label) {
        return new Column(code, label, ColumnType.DATE);
    }

    static Column instant(String code, String label) {
        return new Column(code, label, ColumnType.INSTANT);
    }
}
