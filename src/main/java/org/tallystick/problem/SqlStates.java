package org.tallystick.problem;

import java.util.regex.Pattern;

/** What errors of the database mean, by SQLSTATE alone: names of constraints may be absent. */
public final class SqlStates {
    /** A statement was broken off: it took longer than it may, or was cancelled. */
    public static final String CANCELLED = "57014";

    /**
     * 08: the connection; 53: no connections, memory or disk left; 57P: the server stops or starts; 58: its own system fails it; 40:
     * another transaction was in the way; 55P03: for too long; 25006: it has become a standby; 25P03 and 25P04: the session was
     * ended, since its transaction took too long; 99999: the driver was interrupted while it connected, for that took too long.
     */
    private static final Pattern PASSING = Pattern.compile("(08|53|57P|58|40).*|55P03|25006|25P0[34]|99999");

    private SqlStates() {}

    /** Whether it passes by itself, so that who sends the same again may be served. What the pool throws has no state at all. */
    public static boolean passes(String state) {
        return state.isEmpty() || PASSING.matcher(state).matches();
    }
}
