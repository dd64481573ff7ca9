package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.RecoveredDatabase;
import org.tallystick.platform.RecoveryTarget;
import org.tallystick.platform.StartFailure;

/** Makes a backup of a running embedded database, restores it to see whether it is one, and only then gives it its name. */
final class MakeBackup {
    private final DataDirectory data;
    private final Backups backups;
    private final Claim claim;
    private final String product;

    /** Whether the directory may be used for the backups of a cluster; throws if not. */
    @FunctionalInterface
    interface Claim {
        void of(Path cluster) throws IOException;
    }

    /**
     * @param claim of the directory
     * @param product the version that makes it
     */
    MakeBackup(DataDirectory data, Backups backups, Claim claim, String product) {
        this.data = data;
        this.backups = backups;
        this.claim = claim;
        this.product = product;
    }

    record Made(Backup backup, Books books) {}

    /** @throws StartFailure with what is in the way, in words for a person */
    Made make() throws IOException, SQLException {
        claim.of(data.cluster());
        try (Workplace workplace = Workplace.take(data)) {
            checkRoom(workplace);
            Path making = backups.begin();
            try {
                return make(making, workplace);
            } catch (IOException | SQLException | RuntimeException e) {
                PrivateFiles.deleteTree(making);
                throw e;
            }
        }
    }

    private Made make(Path making, Workplace workplace) throws IOException, SQLException {
        BaseBackup.Copied copied;
        try (Connection connection = data.superuser().getConnection()) {
            copied = new BaseBackup(connection, data.cluster()).copyTo(making);
        }
        PrivateFiles.write(making.resolve(Backup.PASSWORDS), Files.readString(data.passwords()));
        if (Files.exists(data.secret())) {
            PrivateFiles.write(making.resolve(Backup.SECRET), Files.readString(data.secret()));
        }
        Manifest manifest = manifest(copied, false, BaseBackup.stored(making));
        Books books = restored(new Backup(making, manifest), workplace);
        return new Made(backups.end(making, manifest(copied, books.right(), manifest.files())), books);
    }

    private Manifest manifest(BaseBackup.Copied copied, boolean booksRight, List<StoredFile> files) {
        return new Manifest(
                Manifest.FORMAT,
                product,
                copied.postgresql(),
                copied.timeline(),
                copied.start().toString(),
                copied.stop().toString(),
                copied.startedAt(),
                copied.stoppedAt(),
                copied.segmentBytes(),
                copied.clusterBytes(),
                booksRight,
                files);
    }

    /** From what was written, and nothing else: a backup holds all that it needs to be one. */
    private Books restored(Backup backup, Workplace workplace) throws IOException, SQLException {
        backup.check();
        ClusterArchive.unpack(backup.cluster(), workplace.cluster());
        Timelines timelines = new Timelines(backup.manifest().timeline(), List.of());
        new WayBack(backup, timelines, List.of(backup.wal())).layOut(workplace.wal());
        RecoveryTarget target = new RecoveryTarget(workplace.wal(), timelines.last(), Optional.empty());
        try (RecoveredDatabase database =
                RecoveredDatabase.recoverForALook(data, workplace.cluster(), backup.passwords(), target)) {
            return Books.of(database.superuser());
        }
    }

    private void checkRoom(Workplace workplace) throws IOException {
        long bytes = Room.bytes(data.cluster());
        Room.check(List.of(
                new Room.Need(backups.directory().path(), bytes + Room.SPARE_BYTES, "the backup"),
                new Room.Need(workplace.directory(), bytes + Room.SPARE_BYTES, "restoring the backup to verify it"),
                new Room.Need(data.cluster(), data.log().toCome(), "the write-ahead log of the database")));
    }
}
