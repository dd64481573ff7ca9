package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.DirectoryLock;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.RecoveredDatabase;

/**
 * A place within the data directory for a database that is put together from a backup. One process at a time has it; what an
 * earlier one left there, its server included, goes first.
 */
final class Workplace implements AutoCloseable {
    private final DirectoryLock lock;
    private final Path directory;
    private final AtExit atExit;

    private Workplace(DataDirectory data, DirectoryLock lock, Path directory) {
        this.lock = lock;
        this.directory = directory;
        this.atExit = new AtExit(() -> {
            RecoveredDatabase.stopOrphan(data, cluster());
            return directory;
        });
    }

    /** @throws org.tallystick.platform.StartFailure if another process has it */
    static Workplace take(DataDirectory data) throws IOException {
        Path directory = data.path().resolve("backup-work");
        PrivateFiles.makeDirectory(directory);
        DirectoryLock lock = DirectoryLock.take(
                directory,
                holder -> "Process " + holder + " is making a backup of " + data.path() + "; try again later.");
        Workplace workplace = new Workplace(data, lock, directory);
        try {
            RecoveredDatabase.stopOrphan(data, workplace.cluster());
            workplace.clear();
            return workplace;
        } catch (IOException | RuntimeException | Error e) {
            workplace.giveUp();
            throw e;
        }
    }

    Path directory() {
        return directory;
    }

    Path cluster() {
        return directory.resolve("postgresql");
    }

    /** Made when it is asked for. */
    Path wal() throws IOException {
        Path wal = directory.resolve("wal");
        PrivateFiles.makeDirectory(wal);
        return wal;
    }

    private void clear() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> !file.getFileName().toString().equals("lock"))
                    .toList();
        }
        for (Path file : files) {
            PrivateFiles.deleteTree(file);
        }
    }

    /** Deletes all that is in it. */
    @Override
    public void close() throws IOException {
        try {
            clear();
        } finally {
            giveUp();
        }
    }

    private void giveUp() throws IOException {
        atExit.close();
        lock.release();
    }
}
