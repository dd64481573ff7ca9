package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.tallystick.platform.DataDirectory;

/** What is done every few seconds: the archive is kept in order, and a backup made when it is time for one. */
final class BackupRound {
    private static final Logger LOG = Logger.getLogger(BackupRound.class);
    /** A backup that failed reads and writes the whole database when it is tried again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Duration SAID_AGAIN = Duration.ofHours(1);
    /** One is closed, and another about to be, whenever somebody looks. */
    private static final int MOST_WAITING = 4;
    /** Changes nothing, and leaves its time in the log: an instant can be restored to only if something came after it. */
    private static final String HEARTBEAT = "SELECT pg_current_xact_id()";

    private final BackupConfig config;
    private final DataDirectory data;
    private final Backups backups;
    private final MakeBackup making;
    private final BackupMetrics metrics;
    private Optional<Instant> failedAt = Optional.empty();
    private Optional<Instant> saidAt = Optional.empty();

    BackupRound(BackupConfig config, DataDirectory data, Backups backups, MakeBackup making, BackupMetrics metrics) {
        this.config = config;
        this.data = data;
        this.backups = backups;
        this.making = making;
        this.metrics = metrics;
    }

    void run(Instant now) {
        List<Backup> all = List.of();
        boolean gap = false;
        try {
            all = backups.all(damage -> say(now, String.valueOf(damage.getMessage())));
            writeHeartbeat();
            gap = keepArchive(now, all);
        } catch (IOException | SQLException | RuntimeException e) {
            say(now, "The archive of the write-ahead log cannot be kept: " + e);
        }
        if (!isDue(now, all, gap)) {
            return;
        }
        try {
            backUp();
            failedAt = Optional.empty();
        } catch (IOException | SQLException | RuntimeException e) {
            failed(now);
            LOG.errorf("No backup of the database could be made: %s", e.getMessage());
            LOG.debug("No backup of the database could be made", e);
        }
    }

    private boolean isDue(Instant now, List<Backup> all, boolean gap) {
        Duration pause = config.every().compareTo(LONGEST_PAUSE) < 0 ? config.every() : LONGEST_PAUSE;
        if (failedAt.isPresent() && now.isBefore(failedAt.get().plus(pause))) {
            return false;
        }
        return all.isEmpty()
                || gap
                || !now.isBefore(all.get(all.size() - 1).stoppedAt().plus(config.every()));
    }

    private void backUp() throws IOException, SQLException {
        MakeBackup.Made made = making.make();
        Backup backup = made.backup();
        if (!made.books().right()) {
            metrics.failed();
            LOG.errorf(
                    "The books in the backup %s are not right, and those of the service neither: %s",
                    backup.directory(), String.join("\n", made.books().lines()));
            return;
        }
        metrics.lastSuccess(backup.stoppedAt());
        LOG.infof("Backed up to %s, and verified by restoring it.", backup.directory());
        prune();
    }

    /** The write-ahead log goes as far back as the backups that are kept. */
    private void prune() throws IOException {
        for (Backup outdated : new Retention(config.keep()).outdated(backups.all())) {
            backups.delete(outdated);
        }
        List<Backup> kept = backups.all();
        // After a restore to long ago, a later backup can begin before an earlier one.
        long first = kept.stream().mapToLong(BackupRound::firstSegment).min().orElse(0);
        wal(kept.get(0)).deleteBefore(first);
    }

    private void writeHeartbeat() throws IOException, SQLException {
        try (Connection connection = data.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery(HEARTBEAT).close();
        }
    }

    /** @return whether a part of the log is missing since the newest backup, so that nothing after it can be restored */
    private boolean keepArchive(Instant now, List<Backup> all) throws IOException {
        long waiting = waiting();
        metrics.waiting(waiting);
        if (waiting > MOST_WAITING) {
            say(now, waiting + " segments of the write-ahead log wait to be archived; the log of PostgreSQL says why.");
        }
        all.stream()
                .filter(backup -> backup.manifest().booksRight())
                .reduce((earlier, later) -> later)
                .ifPresent(backup -> metrics.lastSuccess(backup.stoppedAt()));
        if (all.isEmpty()) {
            return false;
        }
        wal(all.get(0)).pack();
        Optional<Segment> missing = WayBack.find(backups, Optional.empty()).missing();
        missing.ifPresent(segment -> LOG.warnf("Segment %s is missing in the archive: a backup is made.", segment));
        return missing.isPresent();
    }

    private long waiting() throws IOException {
        Path states = data.cluster().resolve("pg_wal").resolve("archive_status");
        try (Stream<Path> files = Files.list(states)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".ready"))
                    .count();
        }
    }

    private WalFiles wal(Backup backup) {
        return new WalFiles(backups.directory().wal(), backup.manifest().segmentBytes());
    }

    private static long firstSegment(Backup backup) {
        return backup.manifest().start().segment(backup.manifest().segmentBytes());
    }

    private void failed(Instant now) {
        failedAt = Optional.of(now);
        metrics.failed();
    }

    /** What stays wrong is said once an hour. */
    private void say(Instant now, String what) {
        if (saidAt.isEmpty() || !now.isBefore(saidAt.get().plus(SAID_AGAIN))) {
            saidAt = Optional.of(now);
            LOG.error(what);
        }
    }
}
