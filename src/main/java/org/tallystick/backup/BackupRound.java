package org.tallystick.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tallystick.platform.ControlFile;
import org.tallystick.platform.DataDirectory;

/** What is done every few seconds: the archive is kept in order, and a backup made when it is time for one. */
final class BackupRound {
    private static final Logger LOG = Logger.getLogger(BackupRound.class);
    /** One is closed, and another about to be, whenever somebody looks. */
    private static final int MOST_WAITING = 4;
    /** Changes nothing, and leaves its time in the log: an instant can be restored to only if something came after it. */
    private static final String HEARTBEAT = "SELECT pg_current_xact_id()";

    private final DataDirectory data;
    private final Backups backups;
    private final MakeBackup making;
    private final PruneBackups pruning;
    private final BackupMetrics metrics;
    private final Clock clock;
    private final DueTime due;
    private final Complaints complaints = new Complaints(LOG::error);

    BackupRound(
            BackupConfig config,
            DataDirectory data,
            Backups backups,
            MakeBackup making,
            BackupMetrics metrics,
            Clock clock) {
        this.data = data;
        this.backups = backups;
        this.making = making;
        this.pruning = new PruneBackups(backups, new Retention(config.keep()));
        this.metrics = metrics;
        this.clock = clock;
        this.due = new DueTime(config.every(), System::nanoTime);
    }

    void run() {
        Instant now = clock.instant();
        try {
            writeHeartbeat(now);
            if (isDue(now)) {
                tryToBackUp();
            }
        } finally {
            metrics.roundEnded(clock.instant());
        }
    }

    private boolean isDue(Instant now) {
        Optional<Backup> newest = Optional.empty();
        boolean needed = false;
        try {
            List<Backup> all = backups.all(damage -> complaints.say(now, String.valueOf(damage.getMessage())));
            List<Backup> onTheWay = onTheWay(all);
            newest = onTheWay.stream().reduce((earlier, later) -> later);
            keepArchive(now, onTheWay);
            needed = newest.isPresent() && isNeeded(now, all, newest.get());
        } catch (IOException | RuntimeException e) {
            complaints.say(now, "The archive of the write-ahead log cannot be kept: " + e);
        }
        newest.filter(backup -> backup.stoppedAt().isAfter(now))
                .ifPresent(backup -> complaints.say(
                        now,
                        "The backup " + backup.directory()
                                + " is dated after now: the clock was ahead, or is behind."));
        return due.isDue(now, newest.map(Backup::stoppedAt), needed);
    }

    /** From which all that was archived is restored, the oldest first. */
    private List<Backup> onTheWay(List<Backup> all) throws IOException {
        if (all.isEmpty()) {
            return List.of();
        }
        Timelines timelines = WayBack.latest(backups.directory(), all);
        return all.stream().filter(timelines::contains).sorted(WayBack.BY_AGE).toList();
    }

    private void tryToBackUp() {
        try {
            backUp();
        } catch (IOException | SQLException | RuntimeException e) {
            failed();
            LOG.errorf("No backup of the database could be made: %s", e.getMessage());
            LOG.debug("No backup of the database could be made", e);
        } catch (Error e) {
            failed();
            throw e;
        }
    }

    private void failed() {
        due.failed();
        metrics.failed(new BackupFailure(clock.instant(), false));
    }

    private void backUp() throws IOException, SQLException {
        MakeBackup.Made made = making.make();
        due.made();
        Backup backup = made.backup();
        if (!made.books().right()) {
            metrics.failed(new BackupFailure(clock.instant(), true));
            LOG.errorf(
                    "The books in the backup %s are not right, and those of the service neither: %s",
                    backup.directory(), String.join("\n", made.books().lines()));
            return;
        }
        metrics.lastSuccess(backup.stoppedAt());
        LOG.infof("Backed up to %s, and verified by restoring it.", backup.directory());
        prune();
    }

    private void prune() {
        try {
            pruning.prune();
        } catch (IOException | RuntimeException e) {
            LOG.errorf("The backup was made; what is older than is kept could not be deleted: %s", e);
        }
    }

    private void writeHeartbeat(Instant now) {
        try (Connection connection = data.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery(HEARTBEAT).close();
        } catch (IOException | SQLException | RuntimeException e) {
            complaints.say(now, "The time cannot be noted in the write-ahead log: " + e.getMessage());
        }
    }

    private void keepArchive(Instant now, List<Backup> onTheWay) throws IOException {
        long waiting = data.log().segmentsWaiting();
        if (waiting > MOST_WAITING) {
            complaints.say(
                    now,
                    "waiting",
                    waiting + " segments of the write-ahead log wait to be archived; the log of PostgreSQL says why.");
        }
        onTheWay.stream()
                .filter(backup -> backup.manifest().booksRight())
                .reduce((earlier, later) -> later)
                .ifPresent(backup -> metrics.lastSuccess(backup.stoppedAt()));
        if (!onTheWay.isEmpty()) {
            new WalFiles(backups.directory().wal(), onTheWay.get(0).manifest().segmentBytes()).pack();
        }
    }

    /**
     * Whether a part of the log is missing since the newest backup, so that nothing after it can be restored; or the newest is of before
     * a restore: each later one would have to go by that way again.
     */
    private boolean isNeeded(Instant now, List<Backup> all, Backup newest) throws IOException {
        Optional<Segment> missing =
                WayBack.find(backups.directory(), all, RestorePoint.END).missing();
        missing.ifPresent(segment -> complaints.say(
                now,
                "The file " + segment.name(newest.manifest().segmentBytes())
                        + " of the write-ahead log is missing in the archive: a backup is made."));
        return missing.isPresent()
                || newest.manifest().timeline()
                        != ControlFile.of(data.cluster()).timeline();
    }
}
