package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.platform.StartFailure;

class ClusterFilesTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PG_VERSION",
                "global/pg_control",
                "base/5/16384",
                "base/5/16384_fsm",
                "base/5/16384.1",
                "pg_wal",
                "pg_xact/0000",
                "postgresql.conf",
                "postgresql.auto.conf",
                "base/5/backup_label"
            })
    void whatTheDatabaseIsMadeOfIsTaken(String file) {
        assertThat(ClusterFiles.isTaken(Path.of(file))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postmaster.pid",
                "postmaster.opts",
                "pg_wal/000000010000000000000003",
                "pg_wal/archive_status/000000010000000000000003.ready",
                "pg_replslot/slot/state",
                "pg_stat_tmp/global.stat",
                "pg_subtrans/0000",
                "base/pgsql_tmp/pgsql_tmp17.0",
                "base/5/t3_16384",
                "base/5/t3_16384_fsm.1",
                "base/5/pg_internal.init",
                "backup_label",
                "recovery.signal"
            })
    void whatPostgresqlMakesAnewOrMustNotFindIsLeftOut(String file) {
        assertThat(ClusterFiles.isTaken(Path.of(file))).isFalse();
    }

    @Test
    void emptyDirectoriesAreTakenAndTheControlFileLast() throws Exception {
        write("global/pg_control");
        write("pg_wal/archive_status/x.ready");
        write("pg_tblspc/.keep");
        write("zzz/last");
        assertThat(ClusterFiles.of(home).stream().map(Path::toString))
                .contains("pg_wal", "pg_tblspc", "zzz/last")
                .doesNotContain("pg_wal/archive_status")
                .endsWith("global/pg_control");
    }

    @Test
    void aLinkToElsewhereIsRefusedForItsFilesWouldBeMissing() throws Exception {
        write("global/pg_control");
        Files.createDirectories(home.resolve("pg_tblspc"));
        Files.createSymbolicLink(home.resolve("pg_tblspc/16400"), home.resolve("global"));
        assertThatThrownBy(() -> ClusterFiles.of(home))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("pg_tblspc/16400");
    }

    @Test
    void whatIsPackedIsUnpackedTheSame() throws Exception {
        Path cluster = home.resolve("cluster");
        Files.createDirectories(cluster.resolve("global"));
        Files.createDirectories(cluster.resolve("pg_wal/archive_status"));
        Files.writeString(cluster.resolve("global/pg_control"), "control");
        Files.write(cluster.resolve("table"), new byte[100_000]);
        Path zip = home.resolve("cluster.zip");
        try (ClusterArchive archive = new ClusterArchive(zip)) {
            archive.add(cluster);
            archive.add("backup_label", new byte[] {'x'});
            assertThat(archive.bytes()).isEqualTo(100_008);
        }
        Path unpacked = home.resolve("unpacked");
        ClusterArchive.unpack(zip, unpacked);
        assertThat(unpacked.resolve("global/pg_control")).hasContent("control");
        assertThat(unpacked.resolve("table")).hasBinaryContent(new byte[100_000]);
        assertThat(unpacked.resolve("backup_label")).hasContent("x");
        assertThat(unpacked.resolve("pg_wal")).isEmptyDirectory();
    }

    private void write(String file) throws Exception {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, file);
    }
}
