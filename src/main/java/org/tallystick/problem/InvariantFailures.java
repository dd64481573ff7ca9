package org.tallystick.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts what the service took for impossible: an assertion of its own that did not hold, or a guard of the database that refused
 * a write. Nothing was written by it; that it happened at all, an operator wants to know.
 */
public final class InvariantFailures {
    /** The counter: {@code where} it happened, and {@code what}: {@code assertion}, or the SQLSTATE of the refusal. */
    public static final String COUNTER = "tallystick.invariant.failures";

    private static final String ASSERTION = "assertion";
    private static final List<String> PLACES = List.of("posting", "request", "chore", "job", "mail", "backup");

    private InvariantFailures() {}

    /** Begins to count at zero: the first failure is then seen as an increase, as the later ones are. */
    static void begin(MeterRegistry registry) {
        PLACES.forEach(where -> registry.counter(COUNTER, "where", where, "what", ASSERTION));
    }

    /**
     * Counts it, if it is one.
     *
     * @param where of a short list: {@code posting}, {@code request}, {@code chore}, {@code job}, {@code mail}, {@code backup}
     */
    public static void count(String where, Throwable failure) {
        count(Metrics.globalRegistry, where, failure);
    }

    /** The same, elsewhere than in the registry of this program. */
    public static void count(MeterRegistry registry, String where, Throwable failure) {
        what(failure)
                .ifPresent(what ->
                        registry.counter(COUNTER, "where", where, "what", what).increment());
    }

    /**
     * Tells of what failed and is tried again, or left: in short where it passes by itself (the database is away, others are in the
     * way, a rule refuses); else as the error that it is, and counts it.
     *
     * @param log of whoever caught it
     * @param sentence what is not done now
     */
    public static void tell(Logger log, String where, String sentence, Throwable failure) {
        if (what(failure).isEmpty()) {
            log.warnf("%s: %s", sentence, failure.getMessage());
        } else {
            log.error(sentence, failure);
            count(where, failure);
        }
    }

    private static Optional<String> what(Throwable failure) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof ProblemException carrier) {
                return carrier.problem().type() == ProblemType.INTERNAL ? Optional.of(ASSERTION) : Optional.empty();
            }
            if (cause instanceof SQLException sql) {
                return ofDatabase(sql);
            }
            if (cause instanceof IOException) {
                return Optional.empty();
            }
        }
        return Optional.of(ASSERTION);
    }

    /** TS: our guards; 23: its own constraints. Other errors are of the database, or of our SQL. */
    private static Optional<String> ofDatabase(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (SqlStates.passes(state) || state.equals(SqlStates.CANCELLED)) {
            return Optional.empty();
        }
        return Optional.of(state.startsWith("TS") || state.startsWith("23") ? state : "sql");
    }
}
