package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.DataDirectory;

class BackupMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BackupMetrics metrics = new BackupMetrics(registry);

    @TempDir
    Path home;

    @Test
    void whatWaitsIsCountedWhenItIsAskedFor() throws IOException {
        metrics.watch(new DataDirectory(home));
        assertThat(gauge("tallystick.backup.wal.waiting")).isNaN();
        Path states = Files.createDirectories(home.resolve("postgresql/pg_wal/archive_status"));
        assertThat(gauge("tallystick.backup.wal.waiting")).isZero();
        Files.createFile(states.resolve("000000010000000000000003.ready"));
        Files.createFile(states.resolve("000000010000000000000002.done"));
        assertThat(gauge("tallystick.backup.wal.waiting")).isOne();
    }

    @Test
    void whenTheLastRoundEndedIsSeen() {
        metrics.watch(new DataDirectory(home));
        metrics.roundEnded(Instant.ofEpochSecond(1_795_851_775));
        assertThat(gauge("tallystick.backup.last.round.timestamp.seconds")).isEqualTo(1_795_851_775);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
