package org.tallystick.posting;

import java.sql.SQLException;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** What an error of the database means for a batch: by SQLSTATE alone, for names of constraints may be absent. */
record SqlFault(SQLException exception) {

    enum Kind {
        /** Another transaction was in the way: the batch is tried again whole. */
        CONFLICT,
        /** Another unit bought the key first: the batch is decided again, and finds it. */
        KEY_TAKEN,
        /** The connection is gone, or the server is not ready: again whole, on a new connection. */
        DISCONNECTED,
        /** Something in the batch: its units are tried one by one. */
        POISON
    }

    Kind kind() {
        String state = exception.getSQLState() == null ? "" : exception.getSQLState();
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
            return Kind.CONFLICT;
        }
        if (state.equals("23505")) {
            return Kind.KEY_TAKEN;
        }
        // 08: connection; 57P: shutdown and start-up; 53: no connections, memory or disk left; 25006: a standby;
        // and what the pool throws of its own has no state at all.
        if (state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")) {
            return Kind.DISCONNECTED;
        }
        return Kind.POISON;
    }

    ProblemException toProblem() {
        return kind() == Kind.POISON
                ? internal(exception)
                : ProblemException.of(
                        ProblemType.UNAVAILABLE, "The ledger's database cannot be reached; send this again.");
    }

    /** A fault that the caller cannot mend; the exception goes to the log, not to the caller. */
    static ProblemException internal(Exception cause) {
        ProblemException problem = Problem.of(
                        ProblemType.INTERNAL,
                        "The ledger could not book this. Sending it again with the same Idempotency-Key is safe.")
                .asException();
        problem.addSuppressed(cause);
        return problem;
    }
}
