package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.DataDirectory;

/** Of a database that does not run, an hour after its last backup: whether another is begun, and no more. */
class BackupRoundTest {
    private static final Instant FIVE = SampleBackup.MIDNIGHT.plusSeconds(5 * 3_600);
    private static final int TIMELINE_AT = 48;

    @TempDir
    Path home;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BackupMetrics metrics = new BackupMetrics(registry);
    private Optional<Error> thrown = Optional.empty();
    private int begun;
    private DataDirectory data;
    private Backups backups;
    private BackupRound round;

    @BeforeEach
    void backupsOfTwoAndFour() throws IOException {
        data = new DataDirectory(home.resolve("data"));
        Files.createDirectories(data.cluster().resolve("pg_wal/archive_status"));
        Files.createDirectories(data.cluster().resolve("global"));
        onTimeline(1);
        backups = new Backups(new ArchiveDirectory(home.resolve("backups")));
        for (int hour : new int[] {2, 4}) {
            backups.end(backups.begin(), SampleBackup.manifest(hour, true));
        }
        Path wal = Files.createDirectory(home.resolve("backups/wal"));
        for (int number : new int[] {3, 4}) {
            Files.createFile(wal.resolve(new Segment(1, number).name(SampleBackup.SEGMENT_BYTES)));
        }
        round = new BackupRound(
                new Daily(),
                data,
                backups,
                new MakeBackup(data, backups, this::begin, "0.1.0"),
                metrics,
                Clock.fixed(FIVE, ZoneOffset.UTC));
    }

    private void begin(Path cluster) throws IOException {
        begun++;
        if (thrown.isPresent()) {
            throw thrown.get();
        }
        throw new IOException("no more in this test");
    }

    private void onTimeline(int timeline) throws IOException {
        byte[] control = new byte[512];
        control[TIMELINE_AT] = (byte) timeline;
        Files.write(data.cluster().resolve("global/pg_control"), control);
    }

    @Test
    void anHourAfterABackupNoneIsDue() {
        round.run();
        assertThat(begun).isZero();
    }

    @Test
    void afterARestoreOneIsDueAtOnce() throws IOException {
        onTimeline(2);
        Files.writeString(home.resolve("backups/wal/00000002.history"), "1\t0/500000\tno recovery target specified\n");
        round.run();
        assertThat(begun).isOne();
        assertThat(failures()).isOne();
    }

    @Test
    void whereAPartOfTheLogIsMissingOneIsDueAtOnce() throws IOException {
        Files.delete(home.resolve("backups/wal").resolve(new Segment(1, 3).name(SampleBackup.SEGMENT_BYTES)));
        round.run();
        assertThat(begun).isOne();
    }

    @Test
    void aBackupThatIsDatedAfterNowDoesNotPutOffTheNext() throws IOException {
        backups.end(backups.begin(), SampleBackup.manifest(100, true, 1, "0/400200"));
        round.run();
        assertThat(begun).isOne();
    }

    @Test
    void aDamagedManifestKeepsNobodyFromSeeingThatAPartOfTheLogIsMissing() throws IOException {
        Files.writeString(home.resolve("backups/backups/20261128T020000.000Z/manifest.json"), "{}");
        round.run();
        assertThat(begun).isZero();
        Files.delete(home.resolve("backups/wal").resolve(new Segment(1, 3).name(SampleBackup.SEGMENT_BYTES)));
        round.run();
        assertThat(begun).isOne();
    }

    @Test
    void anErrorCountsAsAFailureAndTheRoundHasEnded() throws IOException {
        onTimeline(2);
        thrown = Optional.of(new AssertionError("of this test"));
        metrics.watch(data);
        assertThatThrownBy(() -> round.run()).isInstanceOf(AssertionError.class);
        assertThat(failures()).isOne();
        assertThat(registry.get("tallystick.backup.last.round.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo((double) FIVE.getEpochSecond());
        round.run();
        assertThat(begun).as("not tried again at once").isOne();
    }

    private double failures() {
        return registry.get("tallystick.backup.failures").counter().count();
    }

    private static final class Daily implements BackupConfig {
        @Override
        public Optional<Path> directory() {
            return Optional.empty();
        }

        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public int keep() {
            return 7;
        }

        @Override
        public Duration archiveEvery() {
            return Duration.ofMinutes(1);
        }
    }
}
