package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.ArchiveDirectory;

/** The samples start in segment 3. */
class PruneBackupsTest {
    @TempDir
    Path home;

    private Backups backups;
    private WalFiles wal;

    @BeforeEach
    void threeBackupsAndTheLogSinceBefore() throws IOException {
        backups = new Backups(new ArchiveDirectory(home));
        wal = new WalFiles(Files.createDirectories(home.resolve("wal")), SampleBackup.SEGMENT_BYTES);
        for (int hour : new int[] {1, 2, 3}) {
            backups.end(backups.begin(), SampleBackup.manifest(hour, true));
        }
        for (int number : new int[] {1, 2, 3, 4}) {
            Files.writeString(wal.directory().resolve(new Segment(1, number).name(wal.segmentBytes())), "");
        }
    }

    @Test
    void theOldestGoAndTheLogThatOnlyTheyNeeded() throws IOException {
        prune();
        assertThat(names()).containsExactly("20261128T020000.000Z", "20261128T030000.000Z");
        assertThat(wal.segments()).containsExactly(new Segment(1, 3), new Segment(1, 4));
    }

    @Test
    void aDamagedOneStopsNoPruningButNoneOfTheLogGoesThatItMayNeed() throws IOException {
        Files.writeString(home.resolve("backups/20261128T010000.000Z/manifest.json"), "{}");
        backups.end(backups.begin(), SampleBackup.manifest(4, true));
        prune();
        assertThat(names()).containsExactly("20261128T030000.000Z", "20261128T040000.000Z");
        assertThat(home.resolve("backups/20261128T010000.000Z")).exists();
        assertThat(wal.segments()).hasSize(4);
    }

    @Test
    void whereAllAreDamagedNothingIsDeleted() throws IOException {
        for (String hour : new String[] {"1", "2", "3"}) {
            Files.delete(home.resolve("backups/20261128T0" + hour + "0000.000Z/manifest.json"));
        }
        prune();
        assertThat(wal.segments()).hasSize(4);
    }

    private void prune() throws IOException {
        new PruneBackups(backups, new Retention(2)).prune();
    }

    private List<String> names() throws IOException {
        return backups.all(damage -> {}).stream()
                .map(backup -> backup.directory().getFileName().toString())
                .toList();
    }
}
