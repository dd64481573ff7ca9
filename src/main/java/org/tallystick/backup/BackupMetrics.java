package org.tallystick.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.platform.DataDirectory;

/** What an operator graphs of the backups, where they are configured. */
@ApplicationScoped
class BackupMetrics {
    private final MeterRegistry registry;
    private final AtomicLong lastSuccess = new AtomicLong();
    private final AtomicLong lastRound = new AtomicLong();

    BackupMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(DataDirectory data) {
        Gauge.builder("tallystick.backup.last.success.timestamp.seconds", lastSuccess, AtomicLong::get)
                .description("When the newest verified backup was made, in seconds since 1970; 0 if there is none")
                .register(registry);
        Gauge.builder("tallystick.backup.last.round.timestamp.seconds", lastRound, AtomicLong::get)
                .description(
                        "When it was last looked after the archive, in seconds since 1970; 0 before the first time")
                .register(registry);
        // Counted when it is asked for: when the backups stand still, it is asked for most of all.
        Gauge.builder("tallystick.backup.wal.waiting", () -> waiting(data))
                .description("Closed segments of the write-ahead log that are not archived yet")
                .register(registry);
    }

    private static double waiting(DataDirectory data) {
        try {
            return data.log().segmentsWaiting();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    void lastSuccess(Instant stoppedAt) {
        lastSuccess.set(stoppedAt.getEpochSecond());
    }

    void roundEnded(Instant now) {
        lastRound.set(now.getEpochSecond());
    }

    void failed() {
        registry.counter("tallystick.backup.failures").increment();
    }
}
