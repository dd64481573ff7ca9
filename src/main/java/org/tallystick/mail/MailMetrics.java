package org.tallystick.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator graphs of the mail. */
@ApplicationScoped
class MailMetrics {
    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();

    MailMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watchWaiting() {
        Gauge.builder("tallystick.mail.waiting", waiting, AtomicLong::get)
                .description("Letters in the outbox, of all instances, a few seconds ago")
                .register(registry);
    }

    void waiting(long letters) {
        waiting.set(letters);
    }

    void sent(String kind) {
        registry.counter("tallystick.mail.sent", "kind", kind).increment();
    }

    void postponed(String kind) {
        registry.counter("tallystick.mail.retries", "kind", kind).increment();
    }

    void failed(String kind) {
        registry.counter("tallystick.mail.failed", "kind", kind).increment();
    }
}
