package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.backup.SampleBackup.SEGMENT_BYTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.StartFailure;

/** The samples start in segment 3, and end in segment 4. */
class WayBackTest {
    @TempDir
    Path home;

    private Backups backups;
    private Path wal;

    @BeforeEach
    void backupsOfTwoAndFour() throws IOException {
        backups = new Backups(new ArchiveDirectory(home));
        wal = Files.createDirectories(home.resolve("wal"));
        for (int hour : new int[] {2, 4}) {
            backups.end(backups.begin(), SampleBackup.manifest(hour, true));
        }
    }

    @Test
    void theNewestBackupBeforeTheInstantIsTaken() throws IOException {
        assertThat(taken("2026-11-28T02:00:00Z")).isEqualTo("20261128T020000.000Z");
        assertThat(taken("2026-11-28T03:59:59Z")).isEqualTo("20261128T020000.000Z");
        assertThat(taken("2026-11-28T05:00:00Z")).isEqualTo("20261128T040000.000Z");
        assertThat(WayBack.find(backups, RestorePoint.END).backup().stoppedAt())
                .isEqualTo(Instant.parse("2026-11-28T04:00:00Z"));
    }

    @Test
    void anInstantBeforeTheFirstBackupIsRefused() {
        assertThatThrownBy(() -> taken("2026-11-28T01:59:59Z"))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "No backup reaches back to 2026-11-28T01:59:59Z; the earliest instant that can be restored is "
                                + "2026-11-28T02:00:00Z.");
    }

    @Test
    void aSegmentThatIsMissingBetweenOthersIsFound() throws IOException {
        archive(3);
        assertThat(way().missing()).contains(new Segment(1, 4));
        archive(4);
        assertThat(way().missing()).isEmpty();
        archive(7);
        assertThat(way().missing()).contains(new Segment(1, 5));
        archive(5);
        archive(6);
        assertThat(way().missing()).isEmpty();
    }

    @Test
    void aTimelineThatWasLeftIsNotGoneOn() throws IOException {
        for (int number = 3; number <= 9; number++) {
            archive(number);
        }
        Files.writeString(wal.resolve("00000002.history"), "1\t0/500100\tbefore an instant\n");
        Files.write(wal.resolve(new Segment(2, 5).name(SEGMENT_BYTES)), new byte[(int) SEGMENT_BYTES]);
        Path directory = Files.createDirectory(home.resolve("laid-out"));
        WayBack way = way();
        assertThat(way.timelines().last()).isEqualTo(2);
        assertThat(way.missing()).isEmpty();
        way.layOut(directory);
        assertThat(new WalFiles(directory, SEGMENT_BYTES).segments())
                .containsExactly(new Segment(1, 3), new Segment(1, 4), new Segment(1, 5), new Segment(2, 5));
        assertThat(directory.resolve("00000002.history")).exists();
    }

    @Test
    void anInstantThatARestoreHasLeftOutIsRefusedUnlessItIsSaidWhichBooksAreMeant() throws IOException {
        leave("before 2026-11-28 05:00:00.25+00", "2026-11-28T07:00:00Z");
        assertThat(taken("2026-11-28T05:00:00Z")).isEqualTo("20261128T040000.000Z");
        for (String leftOut : new String[] {"2026-11-28T05:00:00.25Z", "2026-11-28T06:59:59Z"}) {
            assertThatThrownBy(() -> taken(leftOut))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("those of timeline 1, from 2026-11-28T05:00:00.250Z on")
                    .hasMessageContaining("went on at 2026-11-28T07:00:00Z, on timeline 2")
                    .hasMessageContaining("Add --timeline 1 ")
                    .hasMessageContaining("or --timeline 2 ");
        }
        assertThat(taken("2026-11-28T07:00:00Z")).isEqualTo("20261128T040000.000Z");
        assertThat(taken("2026-11-28T06:00:00Z", Optional.of(1L))).isEqualTo("20261128T040000.000Z");
        assertThat(taken("2026-11-28T06:00:00Z", Optional.of(2L))).isEqualTo("20261128T040000.000Z");
    }

    @Test
    void aTimelineThatWasLeftCanBeFollowedToItsEnd() throws IOException {
        leave("before 2026-11-28 05:00:00.25+00", "2026-11-28T07:00:00Z");
        backups.end(backups.begin(), SampleBackup.manifest(6, true, 1, "0/600100"));
        WayBack left = WayBack.find(backups, new RestorePoint(Optional.empty(), Optional.of(1L)));
        assertThat(left.timelines().last()).isEqualTo(1);
        assertThat(left.backup().stoppedAt()).isEqualTo(Instant.parse("2026-11-28T06:00:00Z"));
        assertThat(way().backup().stoppedAt()).isEqualTo(Instant.parse("2026-11-28T04:00:00Z"));
        assertThatThrownBy(() -> WayBack.find(backups, new RestorePoint(Optional.empty(), Optional.of(3L))))
                .isInstanceOf(StartFailure.class)
                .hasMessage("There is no timeline 3 in the archive; there are: 1, 2.");
    }

    @Test
    void aRestoreOfEverythingLeavesNothingOutUnlessTheOldDatabaseWroteOn() throws IOException {
        leave("no recovery target specified", "2026-11-28T07:00:00Z");
        archive(5);
        assertThat(taken("2026-11-28T06:00:00Z")).isEqualTo("20261128T040000.000Z");
        archive(6);
        assertThatThrownBy(() -> taken("2026-11-28T06:00:00Z")).hasMessageContaining("Add --timeline 1 ");
        assertThat(taken("2026-11-28T03:59:59Z")).isEqualTo("20261128T020000.000Z");
        assertThat(taken("2026-11-28T07:00:00Z")).isEqualTo("20261128T040000.000Z");
    }

    /** The second timeline was left behind as a whole, by a restore of the first to its end. */
    @Test
    void aTimelineOnWhichTheBooksDidNotGoOnIsLeftOutToo() throws IOException {
        leave("before 2026-11-28 05:00:00+00", "2026-11-28T07:00:00Z");
        Path third = Files.writeString(wal.resolve("00000003.history"), "1\t0/600000\tno recovery target specified\n");
        Files.setLastModifiedTime(third, FileTime.from(Instant.parse("2026-11-28T09:00:00Z")));
        assertThat(taken("2026-11-28T04:59:59Z")).isEqualTo("20261128T040000.000Z");
        assertThatThrownBy(() -> taken("2026-11-28T08:00:00Z"))
                .hasMessageContaining("those of timeline 2, from 2026-11-28T05:00:00Z on")
                .hasMessageContaining("Add --timeline 2 to restore what was left out, or --timeline 3 ");
        assertThat(taken("2026-11-28T09:00:00Z")).isEqualTo("20261128T040000.000Z");
    }

    /** The history in a copy that was made without the times of the files is younger than the timeline. */
    @Test
    void atTheFirstBackupOnItATimelineHadBegun() throws IOException {
        leave("before 2026-11-28 05:00:00+00", "2027-01-01T00:00:00Z");
        backups.end(backups.begin(), SampleBackup.manifest(8, true, 2, "0/600100"));
        assertThatThrownBy(() -> taken("2026-11-28T07:00:00Z")).hasMessageContaining("Add --timeline 1 ");
        assertThat(taken("2026-11-28T08:00:00Z")).isEqualTo("20261128T080000.000Z");
    }

    /** The first timeline was left in segment 5. */
    private void leave(String reason, String at) throws IOException {
        Path history = wal.resolve("00000002.history");
        Files.writeString(history, "1\t0/500100\t" + reason + "\n\n");
        Files.setLastModifiedTime(history, FileTime.from(Instant.parse(at)));
    }

    @Test
    void theNewestBackupIsTheLastInTheLogWhateverTheClockSaid() throws IOException {
        backups.end(backups.begin(), SampleBackup.manifest(3, true, 1, "0/800100"));
        assertThat(way().backup().stoppedAt()).isEqualTo(Instant.parse("2026-11-28T03:00:00Z"));
    }

    @Test
    void aBackupWithADamagedManifestIsRefusedWhereItMattersAndPassedOverWhereItDoesNot() throws IOException {
        Files.writeString(home.resolve("backups/20261128T040000.000Z/manifest.json"), "{}");
        assertThatThrownBy(() -> backups.all()).isInstanceOf(StartFailure.class);
        assertThat(backups.all(damage -> {})).hasSize(1);
    }

    @Test
    void whatWasNotEndedIsNoBackup() throws IOException {
        backups.begin();
        assertThat(backups.all()).hasSize(2);
    }

    private WayBack way() throws IOException {
        return WayBack.find(backups, RestorePoint.END);
    }

    private String taken(String instant) throws IOException {
        return taken(instant, Optional.empty());
    }

    private String taken(String instant, Optional<Long> timeline) throws IOException {
        return WayBack.find(backups, new RestorePoint(Optional.of(Instant.parse(instant)), timeline))
                .backup()
                .directory()
                .getFileName()
                .toString();
    }

    private void archive(int number) throws IOException {
        Files.write(wal.resolve(new Segment(1, number).name(SEGMENT_BYTES)), new byte[(int) SEGMENT_BYTES]);
    }
}
