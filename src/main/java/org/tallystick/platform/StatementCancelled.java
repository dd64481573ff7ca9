package org.tallystick.platform;

import java.sql.SQLException;

/** A statement was broken off before it was done: it was cancelled, or took longer than it may (SQLSTATE 57014). */
public final class StatementCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementCancelled(SQLException cause) {
        super("a statement was cancelled", cause);
    }
}
