package org.tallystick.posting;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;

/** What spans say of outcomes and faults: words of short lists, for a message may hold somebody's own. */
final class TraceWords {
    private TraceWords() {}

    static String of(Outcome outcome) {
        if (outcome instanceof Outcome.Booked booked) {
            return booked.replayed() ? "replayed" : "booked";
        }
        String name = outcome.getClass().getSimpleName();
        return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    static String of(@Nullable Throwable fault) {
        if (fault instanceof ProblemException problem) {
            return problem.problem().type().code();
        }
        if (fault instanceof SQLException sql && sql.getSQLState() != null) {
            return "SQLSTATE " + sql.getSQLState();
        }
        return fault == null ? "unknown" : fault.getClass().getName();
    }
}
