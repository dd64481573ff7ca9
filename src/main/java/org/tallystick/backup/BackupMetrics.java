package org.tallystick.backup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.platform.DataDirectory;

/** What an operator graphs of the backups, where they are configured. */
@ApplicationScoped
class BackupMetrics {
    private final MeterRegistry registry;
    private final AtomicLong lastSuccess = new AtomicLong();
    private final AtomicLong lastRound = new AtomicLong();
    private final Counter failures;
    private volatile Optional<BackupFailure> lastFailure = Optional.empty();

    BackupMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.failures = Counter.builder("tallystick.backup.failures")
                .description("Backups that could not be made, or whose books were wrong")
                .register(registry);
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

    /** How much room is left where the backups are kept. */
    void watchDisk(Path backups) {
        new DiskSpaceMetrics(backups.toFile()).bindTo(registry);
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

    void failed(BackupFailure failure) {
        failures.increment();
        lastFailure = Optional.of(failure);
    }

    /** Of the newest verified backup whose books are right, as far as is known yet. */
    Optional<Instant> lastSuccess() {
        return sinceEpoch(lastSuccess);
    }

    Optional<Instant> lastRound() {
        return sinceEpoch(lastRound);
    }

    Optional<BackupFailure> lastFailure() {
        return lastFailure;
    }

    private static Optional<Instant> sinceEpoch(AtomicLong seconds) {
        return Optional.of(seconds.get()).filter(some -> some > 0).map(Instant::ofEpochSecond);
    }
}
