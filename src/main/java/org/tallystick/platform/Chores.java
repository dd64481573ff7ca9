package org.tallystick.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.problem.InvariantFailures;

/** Looks every minute what is due of the {@link Chore}s, one after the other, on a thread of its own. */
@ApplicationScoped
class Chores {
    private static final Logger LOG = Logger.getLogger(Chores.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
    /** After everything that must be right before something is done. */
    private static final int LATE = 5_000;
    /** Before the pool is closed, on whose connections they work. */
    private static final int EARLY = 1;

    private final Instance<Chore> chores;
    private final TallystickConfig config;
    private final Clock clock;
    private final FailingChores failing;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    Chores(@Any Instance<Chore> chores, TallystickConfig config, Clock clock, FailingChores failing) {
        this.chores = chores;
        this.config = config;
        this.clock = clock;
        this.failing = failing;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        // A command does what it was called for.
        if (config.command().isEmpty()) {
            Thread started = new Thread(this::run, "chores");
            started.setDaemon(true);
            started.start();
            thread = Optional.of(started);
        }
    }

    private void run() {
        try {
            while (!stopped.await(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS)) {
                for (Chore chore : chores) {
                    runDue(chore);
                }
                failing.roundEnded(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runDue(Chore chore) {
        try {
            if (stopped.getCount() > 0) {
                chore.runDue(clock.instant());
                failing.done(chore);
            }
        } catch (RuntimeException | Error e) {
            if (stopped.getCount() > 0) {
                failing.failed(chore, clock.instant());
                InvariantFailures.tell(LOG, "chore", "What is due cannot be done right now, and is tried again", e);
            }
        }
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(LONGEST_STOP.toMillis());
        }
    }
}
