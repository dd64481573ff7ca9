package org.tallystick.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator graphs of the backups, where they are configured. */
@ApplicationScoped
class BackupMetrics {
    private final MeterRegistry registry;
    private final AtomicLong lastSuccess = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    BackupMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch() {
        Gauge.builder("tallystick.backup.last.success.timestamp.seconds", lastSuccess, AtomicLong::get)
                .description("When the newest verified backup was made, in seconds since 1970; 0 if there is none")
                .register(registry);
        Gauge.builder("tallystick.backup.wal.waiting", waiting, AtomicLong::get)
                .description("Closed segments of the write-ahead log that are not archived yet")
                .register(registry);
    }

    void lastSuccess(Instant stoppedAt) {
        lastSuccess.set(stoppedAt.getEpochSecond());
    }

    void waiting(long segments) {
        waiting.set(segments);
    }

    void failed() {
        registry.counter("tallystick.backup.failures").increment();
    }
}
