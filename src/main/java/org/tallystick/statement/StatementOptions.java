package org.tallystick.statement;

/** What is left to choose within a format. */
public record StatementOptions() {
    public static final StatementOptions NONE = new StatementOptions();
}
