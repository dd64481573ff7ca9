package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The write-ahead log of a server that runs: files come and go while it is looked at. */
public record LiveLog(Path directory) {
    /** In bytes, by how much it may still grow in its usual course. */
    public long toCome() throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                bytes += sizeOf(file);
            }
        }
        return Math.max(0, (PostgresServer.MOST_WAL_MEGABYTES << 20) - bytes);
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Removed since.
            return 0;
        }
    }

    /** Closed segments that are not archived yet. */
    public long segmentsWaiting() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("archive_status"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".ready"))
                    .count();
        }
    }
}
