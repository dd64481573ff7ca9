package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.StartFailure;

/** From a directory without backups: what stands in the way is said before. */
class RestoreBackupTest {
    private static final String NO_BACKUP = "There is no backup in ";

    @TempDir
    Path home;

    private DataDirectory data;

    @BeforeEach
    void aDataDirectory() throws IOException {
        data = new DataDirectory(Files.createDirectory(home.resolve("data")));
    }

    @Test
    void whatAnInterruptedRestoreHadPutInPlaceIsNotInTheWay() throws IOException {
        Files.createDirectory(data.restoring());
        Files.writeString(data.passwords(), "of the backup");
        Files.writeString(data.secret(), "of the backup");
        assertThatThrownBy(this::restore).isInstanceOf(StartFailure.class).hasMessageStartingWith(NO_BACKUP);
        try (Stream<Path> left = Files.list(data.path())) {
            assertThat(left).extracting(file -> file.getFileName().toString()).containsExactly("lock");
        }
    }

    @Test
    void passwordsThatNoRestoreHasPutThereAreNotOverwritten() throws IOException {
        Files.writeString(data.passwords(), "of somebody");
        assertThatThrownBy(this::restore).hasMessageContaining("is not empty: database-passwords.");
        assertThat(data.passwords()).hasContent("of somebody");
    }

    @Test
    void aDatabaseIsInTheWayWhateverElseIsThere() throws IOException {
        Files.createDirectory(data.restoring());
        Files.createDirectory(data.cluster());
        Files.writeString(data.passwords(), "of the database");
        assertThatThrownBy(this::restore).hasMessageContaining("is not empty: postgresql.");
        assertThat(data.passwords()).exists();
    }

    private void restore() throws Exception {
        new RestoreBackup(data, new Backups(new ArchiveDirectory(home.resolve("backups"))), progress -> {})
                .restore(RestorePoint.END);
    }
}
