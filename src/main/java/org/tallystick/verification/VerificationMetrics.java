package org.tallystick.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.posting.Verification;

/** What an operator graphs of the verifications of this instance, whoever asked for them. */
@ApplicationScoped
class VerificationMetrics {
    private final MeterRegistry registry;
    private final Counter failures;
    private final AtomicLong lastOfAll = new AtomicLong();
    /** What is wrong with the books of each community that were not right when they were last looked at. */
    private final Map<String, Long> wrong = new ConcurrentHashMap<>();

    VerificationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.failures = Counter.builder("tallystick.verification.failures")
                .description("Verifications of all books that could not be ended")
                .register(registry);
        Gauge.builder("tallystick.verification.violations", this::violations)
                .description("What is wrong in the books, all communities together, as they were last verified here")
                .register(registry);
    }

    /** Where all books are verified regularly. */
    void watch() {
        Gauge.builder("tallystick.verification.last.timestamp.seconds", lastOfAll, AtomicLong::get)
                .description("When all books were last verified here, in seconds since 1970; 0 before the first time")
                .register(registry);
    }

    private double violations() {
        return wrong.values().stream().mapToLong(Long::longValue).sum();
    }

    void verified(String community, Verification verification) {
        if (verification.ok()) {
            wrong.remove(community);
        } else {
            wrong.put(community, verification.violationCount());
        }
    }

    void allVerified(Instant now) {
        lastOfAll.set(now.getEpochSecond());
    }

    void failed() {
        failures.increment();
    }
}
