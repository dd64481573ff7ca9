package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.DirectoryLock;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.RecoveredDatabase;
import org.tallystick.platform.RecoveryTarget;
import org.tallystick.platform.StartFailure;

/**
 * Puts the database back into an empty data directory, as it was at an instant or at the end of what is archived. Until it is
 * there as a whole, nothing has the name of a database.
 */
final class RestoreBackup {
    private static final String PROGRAMS = "postgresql-binaries";
    private static final String CLUSTER = "postgresql";
    /** What an empty disk has, and what a restore leaves that was killed. */
    private static final Set<String> NO_DATA = Set.of("lost+found", "lock", "restoring", PROGRAMS);

    private final DataDirectory data;
    private final Backups backups;
    private final Consumer<String> progress;

    RestoreBackup(DataDirectory data, Backups backups, Consumer<String> progress) {
        this.data = data;
        this.backups = backups;
        this.progress = progress;
    }

    /** @param lastTransaction when the last transaction that was replayed had been committed; empty if none was */
    record Restored(Books books, Optional<Instant> lastTransaction) {}

    /** @throws StartFailure with what is in the way, in words for a person; the data directory is empty then */
    Restored restore(RestorePoint point) throws IOException, SQLException {
        PrivateFiles.makeDirectory(data.path());
        DirectoryLock lock = DirectoryLock.take(data.path().toRealPath());
        try {
            checkEmpty();
            Path restoring = data.restoring();
            RecoveredDatabase.stopOrphan(data, restoring.resolve(CLUSTER));
            deletePlaced();
            PrivateFiles.deleteTree(restoring);
            AtExit atExit = stopping(restoring);
            try {
                return restore(restoring, point);
            } catch (IOException | SQLException | RuntimeException e) {
                PrivateFiles.deleteTree(data.path().resolve(PROGRAMS));
                deletePlaced();
                throw e;
            } finally {
                atExit.close();
                PrivateFiles.deleteTree(restoring);
            }
        } finally {
            lock.release();
        }
    }

    private AtExit stopping(Path restoring) {
        return new AtExit(() -> {
            RecoveredDatabase.stopOrphan(data, restoring.resolve(CLUSTER));
            return restoring;
        });
    }

    private Restored restore(Path restoring, RestorePoint point) throws IOException, SQLException {
        WayBack way = WayBack.find(backups, point);
        Optional<Instant> instant = point.instant();
        Backup backup = way.backup();
        if (instant.isEmpty()) {
            refuseGap(way);
        }
        Room.check(List.of(
                new Room.Need(data.path(), backup.manifest().clusterBytes() + Room.SPARE_BYTES, "the database")));
        progress.accept("Unpacking the backup of " + backup.stoppedAt() + ".");
        backup.check();
        Path cluster = restoring.resolve(CLUSTER);
        ClusterArchive.unpack(backup.cluster(), cluster);
        Path wal = restoring.resolve("wal");
        PrivateFiles.makeDirectory(wal);
        way.layOut(wal);
        progress.accept("Replaying what was written since"
                + instant.map(time -> ", until " + time + ".").orElse("."));
        RecoveryTarget target = new RecoveryTarget(wal, way.timelines().last(), instant);
        Restored restored;
        try (RecoveredDatabase database = RecoveredDatabase.recover(data, cluster, backup.passwords(), target)) {
            progress.accept("Verifying the books.");
            restored = new Restored(Books.of(database.superuser()), database.lastTransaction());
        }
        putInPlace(backup, restoring);
        return restored;
    }

    private static void refuseGap(WayBack way) throws IOException {
        Optional<Segment> missing = way.missing();
        if (missing.isPresent()) {
            long segmentBytes = way.backup().manifest().segmentBytes();
            throw new StartFailure("The file " + missing.get().name(segmentBytes)
                    + " of the write-ahead log is missing, and later ones are there. Put it back, or restore with --to an "
                    + "instant before it was written; the backup itself is of "
                    + way.backup().stoppedAt() + ".");
        }
    }

    /** The database gets its name last, and until then the place is there in which it was put together. */
    private void putInPlace(Backup backup, Path restoring) throws IOException {
        Path passwords = restoring.resolve(Backup.PASSWORDS);
        PrivateFiles.write(passwords, Files.readString(backup.passwords()));
        Path kept = backup.directory().resolve(Backup.SECRET);
        Path secret = restoring.resolve(Backup.SECRET);
        if (Files.exists(kept)) {
            PrivateFiles.write(secret, Files.readString(kept));
            Files.move(secret, data.secret());
        }
        Files.move(passwords, data.passwords());
        Files.move(restoring.resolve(CLUSTER), data.cluster());
        PrivateFiles.forceDirectory(data.path());
    }

    /** What was put in place without the database that it is of. */
    private void deletePlaced() throws IOException {
        if (!Files.exists(data.cluster())) {
            Files.deleteIfExists(data.passwords());
            Files.deleteIfExists(data.secret());
        }
    }

    private void checkEmpty() throws IOException {
        List<String> there;
        try (Stream<Path> files = Files.list(data.path())) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> !NO_DATA.contains(name) && !isLeftover(name))
                    .sorted()
                    .toList();
        }
        if (!there.isEmpty()) {
            throw new StartFailure("The data directory " + data.path() + " is not empty: " + String.join(", ", there)
                    + ". A restore overwrites nothing: move them away, or choose another directory with "
                    + "TALLYSTICK_DATA_DIR.");
        }
    }

    /** What an interrupted restore had put in place already: it began in an empty directory. */
    private boolean isLeftover(String name) {
        return Files.exists(data.restoring()) && (name.equals(Backup.PASSWORDS) || name.equals(Backup.SECRET));
    }
}
