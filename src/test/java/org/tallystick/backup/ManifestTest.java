package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.platform.StartFailure;

class ManifestTest {
    private static final Manifest SAMPLE = SampleBackup.manifest(2, true);

    @TempDir
    Path backup;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        SAMPLE.write(backup);
        assertThat(Manifest.read(backup)).isEqualTo(SAMPLE);
        assertThat(Files.readString(backup.resolve("manifest.json")))
                .contains("\"stoppedAt\" : \"2026-11-28T02:00:00Z\"");
    }

    @Test
    void aChangedManifestIsRefused() throws Exception {
        SAMPLE.write(backup);
        Path file = backup.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("0/400100", "0/400101"));
        assertThatThrownBy(() -> Manifest.read(backup))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is damaged: manifest.json is not what was written");
    }

    @Test
    void aMissingManifestIsRefused() {
        assertThatThrownBy(() -> Manifest.read(backup)).isInstanceOf(StartFailure.class);
    }

    @Test
    void aFileThatIsChangedShortenedOrMissingIsNamed() throws Exception {
        Path file = Files.writeString(backup.resolve("cluster.zip"), "everything");
        StoredFile stored = StoredFile.of(backup, file);
        new Backup(backup, withFile(stored)).check();
        for (String content : List.of("everythinG", "every", "")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> new Backup(backup, withFile(stored)).check())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("cluster.zip is not what was written");
        }
        Files.delete(file);
        assertThatThrownBy(() -> stored.check(backup)).isInstanceOf(StartFailure.class);
    }

    @Test
    void aNameThatLeadsOutOfTheBackupIsRefused() throws Exception {
        Path outside = Files.writeString(backup.resolveSibling("outside"), "secret");
        StoredFile stored = new StoredFile("../outside", Files.size(outside), Sha256.of(outside));
        assertThatThrownBy(() -> stored.check(backup)).isInstanceOf(StartFailure.class);
    }

    private static Manifest withFile(StoredFile file) {
        return new Manifest(
                SAMPLE.format(),
                SAMPLE.product(),
                SAMPLE.postgresql(),
                SAMPLE.timeline(),
                SAMPLE.startLsn(),
                SAMPLE.stopLsn(),
                SAMPLE.startedAt(),
                SAMPLE.stoppedAt(),
                SAMPLE.segmentBytes(),
                SAMPLE.clusterBytes(),
                SAMPLE.booksRight(),
                List.of(file));
    }
}
