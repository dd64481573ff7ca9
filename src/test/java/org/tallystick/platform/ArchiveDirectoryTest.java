package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDirectoryTest {
    @TempDir
    Path home;

    @Test
    void aDirectoryBelongsToOneDatabaseForGood() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path mine = cluster("mine", 1);
        archive.claim(mine);
        archive.claim(mine);
        assertThat(archive.isOne()).isTrue();
        assertThat(archive.wal()).isDirectory();
        Path other = cluster("other", 2);
        assertThatThrownBy(() -> archive.claim(other))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("holds the backups of another database");
    }

    @Test
    void aDirectoryWithOtherThingsInItIsNotTaken() throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("photos")).resolve("cat.jpg"), "meow");
        assertThatThrownBy(() -> new ArchiveDirectory(home.resolve("photos")).claim(cluster("mine", 1)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is not empty, and holds no backups");
        assertThat(home.resolve("photos")).isDirectoryNotContaining("glob:**wal");
    }

    @Test
    void theHistoryOfARestoreIsKeptAndAnotherUnderItsNumberRefused() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path mine = cluster("mine", 1);
        Files.writeString(mine.resolve("pg_wal/00000002.history"), "1\t0/5000000\tbefore noon\n");
        archive.claim(mine);
        archive.claim(mine);
        assertThat(archive.wal().resolve("00000002.history")).hasContent("1\t0/5000000\tbefore noon\n");

        Path twin = cluster("twin", 1);
        Files.writeString(twin.resolve("pg_wal/00000002.history"), "1\t0/6000000\tbefore one\n");
        assertThatThrownBy(() -> archive.claim(twin))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("restored from the same backup");
    }

    @Test
    void whereTheDiskOfTheConfiguredDirectoryIsNotMountedNothingIsMadeInItsStead() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("mnt/backups"));
        Path cluster = cluster("data/postgresql", 1);
        archive.claimAsConfigured(cluster);
        archive.claimAsConfigured(cluster);
        archive.claimOnceMore(cluster);
        Path mounted = Files.move(home.resolve("mnt"), home.resolve("elsewhere"));
        assertNotMounted(archive, cluster);
        assertThat(home.resolve("mnt")).doesNotExist();
        Files.createDirectories(archive.path());
        assertNotMounted(archive, cluster);
        assertThat(archive.path()).isEmptyDirectory();

        new ArchiveDirectory(mounted.resolve("backups")).claimAsConfigured(cluster);
        Files.delete(home.resolve("data/backup-archive"));
        archive.claimAsConfigured(cluster);
        assertThat(archive.path().resolve("archive-id")).hasSameTextualContentAs(home.resolve("data/backup-archive"));
        assertNotMounted(new ArchiveDirectory(mounted.resolve("backups")), cluster);
    }

    private static void assertNotMounted(ArchiveDirectory archive, Path cluster) {
        assertThatThrownBy(() -> archive.claimAsConfigured(cluster))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("perhaps its disk is not mounted")
                .hasMessageContaining("delete the file " + cluster.resolveSibling("backup-archive"));
        assertThatThrownBy(() -> archive.claimOnceMore(cluster)).isInstanceOf(StartFailure.class);
    }

    @Test
    void anArchiveOfBeforeIsTakenOverAndARestoredDatabaseTakesItsOwn() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        archive.claim(cluster("of-before/postgresql", 1));
        archive.claimAsConfigured(home.resolve("of-before/postgresql"));
        Path restored = cluster("restored/postgresql", 1);
        archive.claimAsConfigured(restored);
        assertThat(home.resolve("restored/backup-archive"))
                .hasSameTextualContentAs(home.resolve("of-before/backup-archive"));
    }

    @Test
    void otherDirectoriesThanTheConfiguredOneAreNotRemembered() throws IOException {
        Path cluster = cluster("data/postgresql", 1);
        new ArchiveDirectory(home.resolve("backups")).claimAsConfigured(cluster);
        ArchiveDirectory byHand = new ArchiveDirectory(home.resolve("by-hand"));
        byHand.claim(cluster);
        assertThat(byHand.isOne()).isTrue();
        new ArchiveDirectory(home.resolve("backups")).claimOnceMore(cluster);
    }

    @Test
    void whileTheServiceRunsTheConfiguredDirectoryIsNeverMade() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path cluster = cluster("data/postgresql", 1);
        assertThatThrownBy(() -> archive.claimOnceMore(cluster))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is gone");
        assertThat(archive.path()).doesNotExist();
    }

    @Test
    void whatWasBeingWrittenWhenItWasKilledIsDeletedAtTheNextStart() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path cluster = cluster("data/postgresql", 1);
        archive.claimAsConfigured(cluster);
        String segment = "000000010000000000000003";
        for (String name : List.of(
                segment + ".gz", "00000002.history", "archtemp." + segment + ".4711.1", segment + ".making", "x.new")) {
            Files.writeString(archive.wal().resolve(name), "1\t0/5000000\tx\n");
        }
        Files.copy(archive.wal().resolve("00000002.history"), cluster.resolve("pg_wal/00000002.history"));
        archive.claimOnceMore(cluster);
        assertThat(archive.wal()).isDirectoryContaining("glob:**archtemp*");
        archive.claimAsConfigured(cluster);
        try (Stream<Path> left = Files.list(archive.wal())) {
            assertThat(left)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(segment + ".gz", "00000002.history");
        }
    }

    @Test
    void aPathIsOneWordWhateverIsInIt() throws Exception {
        Path wal = Files.createDirectory(home.resolve("Ann's 100% \"own\" $HOME"));
        Files.writeString(wal.resolve("file"), "content");
        String command = new RecoveryTarget(wal, 1, Optional.empty()).settings().get("restore_command");
        String asPostgresqlWritesIt =
                command.replace("%f", "file").replace("%p", "copy").replace("%%", "%");
        Process process = new ProcessBuilder("sh", "-c", asPostgresqlWritesIt)
                .directory(home.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(home.resolve("copy")).hasContent("content");
    }

    @Test
    void anInstantIsGivenToPostgresqlInUtc() {
        assertThat(new RecoveryTarget(home, 3, Optional.of(Instant.parse("2026-11-28T02:00:00.25Z"))).settings())
                .containsEntry("recovery_target_time", "2026-11-28 02:00:00.250000+00")
                .containsEntry("recovery_target_timeline", "3")
                .containsEntry("recovery_target_action", "promote");
        assertThat(new RecoveryTarget(home, 1, Optional.empty()).settings()).doesNotContainKey("recovery_target_time");
    }

    @Test
    void aDatabaseThatIsOnATimelineWhichARestoreHasLeftIsRefused() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path left = cluster("left", 1);
        archive.claim(left);
        Path restored = cluster("restored", 1, 2);
        Files.writeString(restored.resolve("pg_wal/00000002.history"), "1\t0/5000000\tbefore noon\n");
        archive.claim(restored);
        assertThatThrownBy(() -> archive.claim(left))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("on timeline 2, and this database is on timeline 1 still");
        archive.claim(restored);
    }

    @Test
    void aRestoreOfALeftTimelineHasAHigherNumberThanAllAndIsTaken() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path second = cluster("second", 1, 2);
        Files.writeString(second.resolve("pg_wal/00000002.history"), "1\t0/5000000\tbefore noon\n");
        archive.claim(second);
        Path third = cluster("third", 1, 3);
        Files.writeString(third.resolve("pg_wal/00000003.history"), "1\t0/6000000\tbefore one\n");
        archive.claim(third);
        assertThat(archive.wal()).isDirectoryContaining("glob:**00000002.history");
        assertThatThrownBy(() -> archive.claim(second)).isInstanceOf(StartFailure.class);
    }

    @Test
    void aTimelineThatBeganAfterTheLastCheckpointIsTheClustersOwn() throws IOException {
        ArchiveDirectory archive = new ArchiveDirectory(home.resolve("backups"));
        Path promoted = cluster("promoted", 1, 1);
        Files.writeString(promoted.resolve("pg_wal/00000002.history"), "1\t0/5000000\tbefore noon\n");
        archive.claim(promoted);
        archive.claim(promoted);
        assertThat(archive.wal()).isDirectoryContaining("glob:**00000002.history");
    }

    private Path cluster(String name, int identifier) throws IOException {
        return cluster(name, identifier, 1);
    }

    private Path cluster(String name, int identifier, int timeline) throws IOException {
        Path cluster = home.resolve(name);
        Files.createDirectories(cluster.resolve("pg_wal"));
        Files.createDirectories(cluster.resolve("global"));
        byte[] control = new byte[512];
        control[0] = (byte) identifier;
        control[48] = (byte) timeline;
        Files.write(cluster.resolve("global/pg_control"), control);
        return cluster;
    }
}
