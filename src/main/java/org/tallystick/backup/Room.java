package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tallystick.platform.StartFailure;

/** Whether there is room on a disk; it is asked before anything is written there. */
final class Room {
    private static final long MEBIBYTE = 1L << 20;
    /** For the write-ahead log that goes with a cluster, and what a server needs to start. */
    private static final long SPARE_BYTES = 256 * MEBIBYTE;

    private Room() {}

    /**
     * @param clusterBytes how large the files are that will be written there
     * @throws StartFailure if there is not
     */
    static void check(Path directory, long clusterBytes, String what) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        long needed = clusterBytes + SPARE_BYTES;
        if (free < needed) {
            throw new StartFailure("There is not enough room for " + what + ": " + directory.normalize() + " has "
                    + free / MEBIBYTE + " MB, and up to " + needed / MEBIBYTE + " MB are needed.");
        }
    }

    /** How large the files of a running cluster are. */
    static long bytes(Path cluster) throws IOException {
        long bytes = 0;
        for (Path relative : ClusterFiles.of(cluster)) {
            Path file = cluster.resolve(relative);
            bytes += Files.isDirectory(file) ? 0 : bytesOf(file);
        }
        return bytes;
    }

    private static long bytesOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Dropped since.
            return 0;
        }
    }
}
