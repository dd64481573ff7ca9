package org.tallystick.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of backups. It belongs to one database: the number by which PostgreSQL knows a cluster stands in it, and a
 * second one is refused, for the files of the write-ahead log have the same names everywhere.
 */
public record ArchiveDirectory(Path path) {
    private static final String OWNER = "tallystick-backup";
    private static final String HISTORY = ".history";

    public ArchiveDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** The write-ahead log, a file a segment, as long as it is needed. */
    public Path wal() {
        return path.resolve("wal");
    }

    public boolean isOne() {
        return Files.exists(path.resolve(OWNER));
    }

    /**
     * Makes it, or checks that it is this cluster's, and puts the histories of the cluster's timelines there: without them
     * nobody finds the way through what was written before a restore and after it.
     *
     * @throws StartFailure if it is another's, or holds something else
     */
    public void claim(Path cluster) throws IOException {
        String identifier = identifier(cluster);
        Path owner = path.resolve(OWNER);
        PrivateFiles.makeDirectory(path);
        if (Files.exists(owner)) {
            if (!Files.readString(owner).strip().equals(identifier)) {
                throw new StartFailure("The backup directory " + path
                        + " holds the backups of another database; choose another directory.");
            }
        } else {
            if (!isEmpty()) {
                throw new StartFailure("The directory " + path
                        + " is not empty, and holds no backups of Tallystick; choose an empty one, or one to be made.");
            }
            PrivateFiles.write(owner, identifier + "\n");
        }
        PrivateFiles.makeDirectory(wal());
        for (Path history : histories(cluster)) {
            keep(history);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> file.getFileName().toString().equals("lost+found"));
        }
    }

    private void keep(Path history) throws IOException {
        Path kept = wal().resolve(history.getFileName());
        String content = Files.readString(history);
        if (!Files.exists(kept)) {
            PrivateFiles.write(kept, content);
        } else if (!Files.readString(kept).equals(content)) {
            throw new StartFailure(
                    "The backup directory " + path + " is used by another database that was restored from "
                            + "the same backup (" + kept.getFileName() + " differs); choose another directory.");
        }
    }

    private static List<Path> histories(Path cluster) throws IOException {
        try (Stream<Path> files = Files.list(cluster.resolve("pg_wal"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(HISTORY))
                    .toList();
        }
    }

    /** The first thing in PostgreSQL's control file; every machine that it is embedded for writes low bytes first. */
    private static String identifier(Path cluster) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        try (var stream = Files.newInputStream(cluster.resolve("global").resolve("pg_control"))) {
            if (stream.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new StartFailure("There is no database in " + cluster);
            }
        }
        return Long.toUnsignedString(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }
}
