package org.tallystick.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.SessionLimits;

/**
 * Copies the files of a running cluster, and the write-ahead log that makes one moment of them, through PostgreSQL's low-level
 * functions. The cluster works on meanwhile; whether the backup ends well is nothing to it.
 */
final class BaseBackup {
    private static final String SLOT = "SELECT pg_create_physical_replication_slot(?, true, true)";
    private static final String START = "SELECT pg_backup_start('tallystick', fast => true)::text, clock_timestamp()";
    private static final String STOP = """
            SELECT lsn::text AS lsn, labelfile, spcmapfile, pg_walfile_name(lsn) AS segment
              FROM pg_backup_stop(wait_for_archive => false)""";
    private static final String SEGMENT_BYTES =
            "SELECT setting::bigint FROM pg_settings WHERE name = 'wal_segment_size'";

    /** The start waits for a checkpoint, which writes all that is in the buffers. */
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofMinutes(30), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final Connection connection;
    private final Path cluster;

    /** @param connection a superuser's; it is all the time the same session */
    BaseBackup(Connection connection, Path cluster) {
        this.connection = connection;
        this.cluster = cluster;
    }

    record Copied(
            String postgresql,
            long timeline,
            Lsn start,
            Lsn stop,
            Instant startedAt,
            Instant stoppedAt,
            long segmentBytes,
            long clusterBytes) {}

    private record Label(Lsn stop, String lastSegment, String label, String tablespaces) {}

    /** Copies all to an empty directory. */
    Copied copyTo(Path target) throws SQLException, IOException {
        LIMITS.applyTo(connection);
        keepWalFromNowOn();
        long segmentBytes = ask(SEGMENT_BYTES, row -> row.getLong(1));
        Lsn start;
        Instant startedAt;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(START)) {
            row.next();
            start = Lsn.parse(row.getString(1));
            startedAt = row.getObject(2, OffsetDateTime.class).toInstant();
        }
        Label stopped;
        long clusterBytes;
        try (ClusterArchive archive = new ClusterArchive(target.resolve(ClusterArchive.FILE))) {
            archive.add(cluster);
            stopped = stop();
            // Without it the server would begin at a checkpoint that came after a part of what was copied.
            archive.add("backup_label", stopped.label().getBytes(StandardCharsets.UTF_8));
            if (!stopped.tablespaces().isEmpty()) {
                archive.add("tablespace_map", stopped.tablespaces().getBytes(StandardCharsets.UTF_8));
            }
            clusterBytes = archive.bytes();
        }
        Instant stoppedAt = ask(
                "SELECT clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
        long timeline =
                Segment.of(stopped.lastSegment(), segmentBytes).orElseThrow().timeline();
        copyWal(new Segment(timeline, start.segment(segmentBytes)), stopped.lastSegment(), segmentBytes, target);
        return new Copied(
                ask("SHOW server_version", row -> row.getString(1)),
                timeline,
                start,
                stopped.stop(),
                startedAt,
                stoppedAt,
                segmentBytes,
                clusterBytes);
    }

    /** A slot of this session alone: it ends with it. */
    private void keepWalFromNowOn() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(
                    1, "tallystick_backup_" + ProcessHandle.current().pid());
            statement.executeQuery().close();
        }
    }

    private Label stop() throws SQLException {
        return ask(
                STOP,
                row -> new Label(
                        Lsn.parse(row.getString("lsn")),
                        row.getString("segment"),
                        row.getString("labelfile"),
                        row.getString("spcmapfile").strip()));
    }

    /** PostgreSQL has closed the last one when it answered to the stop. */
    private void copyWal(Segment first, String lastName, long segmentBytes, Path target) throws IOException {
        Path wal = target.resolve("wal");
        PrivateFiles.makeDirectory(wal);
        Path log = cluster.resolve("pg_wal");
        WalFiles files = new WalFiles(log, segmentBytes);
        long last = Segment.of(lastName, segmentBytes).orElseThrow().number();
        for (long number = first.number(); number <= last; number++) {
            files.pack(log.resolve(new Segment(first.timeline(), number).name(segmentBytes)), wal);
        }
        for (Path history : files.histories()) {
            PrivateFiles.write(wal.resolve(history.getFileName()), Files.readString(history));
        }
    }

    /** All that was written to a backup. */
    static List<StoredFile> stored(Path backup) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(backup)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<StoredFile> stored = new ArrayList<>();
        for (Path file : files) {
            stored.add(StoredFile.of(backup, file));
        }
        return stored;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T ask(String query, Reading<T> reading) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return reading.of(row);
        }
    }
}
