package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.StartFailure;

class RoomTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final List<Room.Need> NEEDS = List.of(
            new Room.Need(Path.of("backups"), 60 * MEBIBYTE, "the backup"),
            new Room.Need(Path.of("data"), 50 * MEBIBYTE, "verifying it"));

    @Test
    void onADiskOfItsOwnEachNeedsItsOwnRoom() {
        assertThatCode(() -> check(Map.of("backups", 60L, "data", 50L))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Map.of("backups", 59L, "data", 50L)))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "There is not enough room for the backup: the disk of backups has 59 MB, and up to 60 MB are "
                                + "needed.");
        assertThatThrownBy(() -> check(Map.of("backups", 60L, "data", 49L)))
                .hasMessageContaining("not enough room for verifying it");
    }

    @Test
    void onTheSameDiskTheyNeedTheSum() {
        assertThatCode(() -> Room.check(NEEDS, directory -> "disk", directory -> 110 * MEBIBYTE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Room.check(NEEDS, directory -> "disk", directory -> 110 * MEBIBYTE - 1))
                .hasMessageContaining("the backup, and verifying it")
                .hasMessageContaining("up to 110 MB");
    }

    private static void check(Map<String, Long> megabytes) throws IOException {
        Room.check(NEEDS, Path::toString, directory -> megabytes.get(directory.toString()) * MEBIBYTE);
    }
}
