package org.tallystick.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.platform.TallystickConfig;

/** Starts the sending of this instance where mail is configured, and stops it before the pool closes. */
@ApplicationScoped
class MailSender {
    /** After everything that must be right before something is sent. */
    private static final int LATE = 5_000;
    /** Before the pool is closed, on whose connections it works. */
    private static final int EARLY = 1;

    private final MailSetup setup;
    private final TallystickConfig config;
    private final MailMetrics metrics;
    private final SendNext sendNext;
    private Optional<SendingThread> thread = Optional.empty();

    MailSender(
            MailSetup setup,
            TallystickConfig config,
            DataSource dataSource,
            SealedEnvelopes seal,
            Delivery delivery,
            Clock clock,
            MailMetrics metrics) {
        this.setup = setup;
        this.config = config;
        this.metrics = metrics;
        this.sendNext = new SendNext(dataSource, seal, delivery, clock, metrics);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        // A command does what it was called for.
        if (setup.enabled() && config.command().isEmpty()) {
            metrics.watchWaiting();
            thread = Optional.of(new SendingThread(sendNext).start());
        }
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
        thread.ifPresent(SendingThread::close);
        thread = Optional.empty();
    }
}
