package org.tallystick.problem;

import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Finds the problem that a failure is, whatever it is wrapped in. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** What the caller is told. A failure that is no one's mistake but ours is logged here, and told without details. */
    public static Problem of(Throwable failure) {
        for (Throwable cause : Causes.of(failure)) {
            Optional<Problem> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return ofStatus(refused.getResponse().getStatus());
        }
        return unexpected(failure);
    }

    private static Optional<Problem> known(Throwable cause) {
        if (cause instanceof ProblemException carrier) {
            return Optional.of(carrier.problem());
        }
        if (JsonProblems.isOfInput(cause)) {
            return Optional.of(JsonProblems.of((com.fasterxml.jackson.core.JsonProcessingException) cause));
        }
        if (cause instanceof SQLException sql && isUnavailable(sql)) {
            LOG.warnf("The database cannot be used right now: %s", sql.getMessage());
            return Optional.of(Problem.of(
                    ProblemType.UNAVAILABLE, "The service cannot reach its database right now. Send it again."));
        }
        if (cause instanceof RejectedExecutionException) {
            return Optional.of(Problem.of(
                    ProblemType.UNAVAILABLE,
                    "The service has more to do than it can take. Send it again in a moment."));
        }
        return Optional.empty();
    }

    private static boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return String.valueOf(failure.getMessage()).contains("Acquisition timeout")
                    || String.valueOf(failure.getMessage()).contains("acquisition timeout");
        }
        return SqlStates.passes(state) || state.equals(SqlStates.CANCELLED);
    }

    /** What the framework refuses before anything of ours sees it. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(ProblemType.UNAUTHENTICATED, "Send a valid access token.");
            case 403 -> Problem.of(ProblemType.FORBIDDEN, "You may not do this.");
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address does not offer that method.");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "None of the formats asked for is offered here.");
            case 413 -> BodyLimit.tooLarge();
            case 415 ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The Content-Type of the body is not understood here.");
            default -> Problem.of(ProblemType.MALFORMED, "The request cannot be read.");
        };
    }

    private static Problem unexpected(Throwable failure) {
        InvariantFailures.count("request", failure);
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failure, "Incident %s", incident);
        return Problem.of(
                        ProblemType.INTERNAL,
                        "The service failed. Its operator finds the cause in the log under the incident's number.")
                .with("incident", incident);
    }
}
