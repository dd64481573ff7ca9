package org.tallystick.posting;

import java.sql.SQLException;
import java.util.Locale;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.SqlStates;

/** What an error of the database means for a batch: by SQLSTATE alone, for names of constraints may be absent. */
record SqlFault(SQLException exception) {

    enum Kind {
        /** Another transaction was in the way: the batch is tried again whole. */
        CONFLICT,
        /** Another unit bought the key first: the batch is decided again, and finds it. */
        KEY_TAKEN,
        /** The connection is gone, or the server is not ready: again whole, on a new connection. */
        DISCONNECTED,
        /** It took longer than it may, and was broken off: again whole, for the database may be busy. */
        SLOW,
        /** Something in the batch: its units are tried one by one. */
        POISON;

        /** As metrics name it. */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Kind kind() {
        String state = state();
        if (state.startsWith("40") || state.equals("55P03")) {
            return Kind.CONFLICT;
        }
        if (state.equals("23505")) {
            return Kind.KEY_TAKEN;
        }
        if (state.equals(SqlStates.CANCELLED)) {
            return Kind.SLOW;
        }
        return SqlStates.passes(state) ? Kind.DISCONNECTED : Kind.POISON;
    }

    private String state() {
        return exception.getSQLState() == null ? "" : exception.getSQLState();
    }

    /** Of a fault that passes. */
    ProblemException toProblem() {
        return ProblemException.of(
                ProblemType.UNAVAILABLE, "The ledger's database cannot be reached; send this again.");
    }

    /** Whoever only read is told the same; of another fault nothing, and so it is found in the log. */
    RuntimeException ofReading() {
        return kind() == Kind.POISON
                ? new IllegalStateException("the books cannot be read: SQLSTATE " + state(), exception)
                : toProblem();
    }

    /** A fault that the caller cannot mend; the exception goes to the log, not to the caller. */
    static ProblemException internal(Throwable cause) {
        ProblemException problem = Problem.of(
                        ProblemType.INTERNAL,
                        "The ledger could not book this. Sending it again with the same Idempotency-Key is safe.")
                .asException();
        problem.addSuppressed(cause);
        return problem;
    }
}
