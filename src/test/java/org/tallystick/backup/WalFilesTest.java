package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.backup.SampleBackup.SEGMENT_BYTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalFilesTest {
    @TempDir
    Path home;

    private Path wal;
    private Path unpacked;
    private WalFiles files;

    @BeforeEach
    void directories() throws IOException {
        wal = Files.createDirectory(home.resolve("wal"));
        unpacked = Files.createDirectory(home.resolve("unpacked"));
        files = new WalFiles(wal, SEGMENT_BYTES);
    }

    @Test
    void whatIsPackedIsSmallAndUnpackedTheSame() throws IOException {
        byte[] content = write(3, 1);
        files.pack();
        assertThat(wal.resolve(name(3))).doesNotExist();
        assertThat(Files.size(wal.resolve(name(3) + ".gz"))).isLessThan(SEGMENT_BYTES / 50);
        assertThat(files.segments()).containsExactly(new Segment(1, 3));

        files.unpack(new Segment(1, 3), unpacked);
        assertThat(unpacked.resolve(name(3))).hasBinaryContent(content);
    }

    @Test
    void whatElseSomebodyPutThereIsNoHistory() throws IOException {
        Path history = Files.writeString(wal.resolve("0000000A.history"), "9\t0/5000000\tbefore noon\n");
        Files.writeString(wal.resolve("copy of 0000000A.history"), "");
        assertThat(files.histories()).containsExactly(history);
    }

    @Test
    void whatIsNotPackedYetIsReadToo() throws IOException {
        byte[] content = write(4, 7);
        files.unpack(new Segment(1, 4), unpacked);
        assertThat(unpacked.resolve(name(4))).hasBinaryContent(content);
    }

    @Test
    void aSegmentThatPostgresqlSendsOnceMoreIsNoHarm() throws IOException {
        write(3, 1);
        files.pack();
        write(3, 1);
        files.pack();
        assertThat(wal).isDirectoryContaining("glob:**.gz").isDirectoryNotContaining("glob:**3");
    }

    @Test
    void anotherSegmentUnderTheSameNameNeverTakesItsPlace() throws IOException {
        byte[] first = write(3, 1);
        files.pack();
        write(3, 2);
        assertThatThrownBy(() -> files.pack()).isInstanceOf(IOException.class).hasMessageContaining("not the same");
        assertThat(wal.resolve(name(3))).exists();
        files.unpack(new Segment(1, 3), unpacked);
        assertThat(unpacked.resolve(name(3))).hasBinaryContent(first);
    }

    @Test
    void aSegmentThatIsNotWholeIsLeftAlone() throws IOException {
        Files.write(wal.resolve(name(3)), new byte[17]);
        files.pack();
        assertThat(wal.resolve(name(3) + ".gz")).doesNotExist();
    }

    @Test
    void whatIsBeforeASegmentIsDeletedAndHistoriesStay() throws IOException {
        for (int number = 1; number <= 4; number++) {
            write(number, 1);
        }
        files.pack();
        write(5, 1);
        Files.writeString(wal.resolve("00000002.history"), "1\t0/300000\tx\n");
        Files.writeString(wal.resolve(name(2) + ".00000028.backup"), "x");
        Files.writeString(wal.resolve(name(3) + ".partial"), "x");
        files.deleteBefore(3);
        assertThat(files.segments()).containsExactly(new Segment(1, 3), new Segment(1, 4), new Segment(1, 5));
        assertThat(files.histories()).hasSize(1);
        assertThat(wal.resolve(name(2) + ".00000028.backup")).doesNotExist();
        assertThat(wal.resolve(name(3) + ".partial")).exists();
    }

    private byte[] write(int number, int content) throws IOException {
        byte[] bytes = new byte[(int) SEGMENT_BYTES];
        bytes[17] = (byte) content;
        bytes[700_000] = (byte) content;
        Files.write(wal.resolve(name(number)), bytes);
        return bytes;
    }

    private static String name(int number) {
        return new Segment(1, number).name(SEGMENT_BYTES);
    }
}
