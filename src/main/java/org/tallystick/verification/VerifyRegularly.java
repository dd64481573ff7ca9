package org.tallystick.verification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.posting.Verification;
import org.tallystick.problem.InvariantFailures;

/**
 * Verifies all books now and then, on a thread of its own: what is wrong shall not wait for somebody to ask. Every instance does
 * it, for what each reads is what each answers from.
 */
@ApplicationScoped
class VerifyRegularly {
    private static final Logger LOG = Logger.getLogger(VerifyRegularly.class);
    /** After everything that must be right before something is done. */
    private static final int LATE = 5_000;
    /** Before the pool is closed. */
    private static final int EARLY = 1;

    /** The first comes after such a part of the time: not while everything starts, and not only after a day of restarts. */
    private static final int FIRST = 24;

    private final VerifyAllBooks verifyAllBooks;
    private final LastVerifications last;
    private final VerificationConfig config;
    private final TallystickConfig tallystick;
    private final VerificationMetrics metrics;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    VerifyRegularly(
            VerifyAllBooks verifyAllBooks,
            LastVerifications last,
            VerificationConfig config,
            TallystickConfig tallystick,
            VerificationMetrics metrics,
            Clock clock) {
        this.verifyAllBooks = verifyAllBooks;
        this.last = last;
        this.config = config;
        this.tallystick = tallystick;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        Duration every = config.every();
        if (every.isZero() || tallystick.command().isPresent()) {
            return;
        }
        metrics.watch();
        Thread started = new Thread(() -> run(every), "verification");
        started.setDaemon(true);
        started.start();
    }

    private void run(Duration every) {
        try {
            Duration pause = every.dividedBy(FIRST);
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                verifyAll();
                pause = every;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be read now is read the next time; that it was not is counted. */
    void verifyAll() {
        try {
            verifyAllBooks.verify(AskedBy.SERVICE, this::verified);
            metrics.allVerified(clock.instant());
        } catch (SQLException | RuntimeException | Error e) {
            if (stopped.getCount() > 0) {
                metrics.failed();
                last.failed();
                InvariantFailures.tell(LOG, "chore", "The books cannot be verified right now", e);
            }
        }
    }

    private void verified(String community, Verification verification) {
        metrics.verified(community, verification);
        if (!verification.ok()) {
            LOG.errorf("The books are not right: %s", String.join("\n", verification.lines(community)));
        }
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
        stopped.countDown();
    }
}
