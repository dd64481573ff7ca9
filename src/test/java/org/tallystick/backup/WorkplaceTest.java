package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.StartFailure;

class WorkplaceTest {
    @TempDir
    Path home;

    @Test
    void oneAtATimeHasIt() throws IOException {
        DataDirectory data = new DataDirectory(home);
        try (Workplace workplace = Workplace.take(data)) {
            assertThat(workplace.wal()).isDirectory();
            assertThatThrownBy(() -> Workplace.take(data))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is making a backup");
        }
        Workplace.take(data).close();
    }

    @Test
    void whatFailsAfterItWasLockedDoesNotKeepItLocked() throws IOException {
        DataDirectory data = new DataDirectory(home);
        Files.createDirectories(home.resolve("backup-work/postgresql"));
        Path inTheWay = Files.writeString(home.resolve("postgresql-binaries"), "no directory");
        assertThatThrownBy(() -> Workplace.take(data)).isInstanceOf(IOException.class);
        Files.delete(inTheWay);
        Files.delete(home.resolve("backup-work/postgresql"));
        Workplace.take(data).close();
    }
}
