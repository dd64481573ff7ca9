package org.tallystick.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator graphs of the mail. */
@ApplicationScoped
class MailMetrics {
    private static final String SENT = "tallystick.mail.sent";
    private static final String RETRIES = "tallystick.mail.retries";
    private static final String FAILED = "tallystick.mail.failed";

    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();

    MailMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watchWaiting() {
        Gauge.builder("tallystick.mail.waiting", waiting, AtomicLong::get)
                .description("Letters in the outbox, of all instances, a few seconds ago")
                .register(registry);
        // From zero on, so that the first is an increase.
        for (String kind : List.of("invitation", "password-reset", "security-notice")) {
            registry.counter(SENT, "kind", kind);
            registry.counter(RETRIES, "kind", kind);
            registry.counter(FAILED, "kind", kind);
        }
    }

    void waiting(long letters) {
        waiting.set(letters);
    }

    void sent(String kind) {
        registry.counter(SENT, "kind", kind).increment();
    }

    void postponed(String kind) {
        registry.counter(RETRIES, "kind", kind).increment();
    }

    void failed(String kind) {
        registry.counter(FAILED, "kind", kind).increment();
    }
}
