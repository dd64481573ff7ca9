package org.tallystick.report;

/** What a report may be asked for besides its currency. */
enum Parameter {
    /** The day at whose end balances stand. */
    DATE("date"),
    /** The instant at which balances stand. */
    AS_OF("asOf"),
    /** The first day of a period. */
    FROM("from"),
    /** The last day of a period. */
    TO("to");

    private final String field;

    Parameter(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }
}
