package org.tallystick.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.tallystick.posting.Verification;
import org.tallystick.posting.VerifyLedger;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Checks the books of the caller's community. Waits for the database. */
@ApplicationScoped
class CheckBooks {
    private static final Logger LOG = Logger.getLogger(CheckBooks.class);

    private final VerifyLedger verifyLedger;
    private final VerificationMetrics metrics;
    private final LastVerifications last;
    private final Clock clock;

    CheckBooks(VerifyLedger verifyLedger, VerificationMetrics metrics, LastVerifications last, Clock clock) {
        this.verifyLedger = verifyLedger;
        this.metrics = metrics;
        this.last = last;
        this.clock = clock;
    }

    /** @throws ProblemException {@code unavailable} if the books cannot be read */
    Verification check(Access access) {
        try {
            Instant begun = clock.instant();
            Verification verification = verifyLedger.verify(access.community().id());
            metrics.verified(access.community().slug(), verification);
            last.remember(access.community().slug(), begun, AskedBy.ADMINISTRATOR, verification);
            return verification;
        } catch (SQLException e) {
            LOG.warnf("The books of a community cannot be verified right now: %s", e.getMessage());
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The books cannot be read right now; ask again.");
        }
    }
}
