package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of backups. It belongs to one database: the number by which PostgreSQL knows a cluster stands in it, and a
 * second one is refused, for the files of the write-ahead log have the same names everywhere.
 */
public record ArchiveDirectory(Path path) {
    private static final String OWNER = "tallystick-backup";
    private static final String ID = "archive-id";
    /** In the data directory: the id of the archive that it is backed up to. */
    private static final String KNOWN = "backup-archive";

    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8})\\.history");
    /** Of basic_archive; of a segment that is packed; of a file that is written. */
    private static final Pattern INTERRUPTED = Pattern.compile("archtemp\\..*|.*\\.making|.*\\.new");

    private static final int HEX = 16;

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
     * @throws StartFailure if it is another's, or holds something else, or the books went on elsewhere
     */
    public void claim(Path cluster) throws IOException {
        ControlFile control = ControlFile.of(cluster);
        String identifier = control.identifier();
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
        List<Path> histories = histories(cluster.resolve("pg_wal"));
        refuseAbandoned(control.timeline(), timelines(histories));
        for (Path history : histories) {
            keep(history);
        }
    }

    /**
     * The same for the directory that is configured, before the server is started. The data directory remembers it: where its disk is
     * not mounted, the place where it would be is not taken for it, and filled in its stead.
     *
     * @throws StartFailure also if it is not the one that is remembered
     */
    public void claimAsConfigured(Path cluster) throws IOException {
        if (isConfiguredFor(cluster)) {
            refuseAnother(cluster);
        }
        claim(cluster);
        deleteInterrupted();
        if (!isConfiguredFor(cluster)) {
            remember(cluster);
        }
    }

    /**
     * The same for the directory that is configured, while the server runs. It is there then, and never made.
     *
     * @throws StartFailure also if it is gone
     */
    public void claimOnceMore(Path cluster) throws IOException {
        if (isConfiguredFor(cluster)) {
            refuseAnother(cluster);
        } else if (!isOne()) {
            throw new StartFailure("The backup directory " + path + " is gone: perhaps its disk is not mounted.");
        }
        claim(cluster);
    }

    /** Whether the data directory remembers a directory that is configured, be it this one or another. */
    public static boolean isConfiguredFor(Path cluster) {
        return Files.exists(known(cluster));
    }

    private static Path known(Path cluster) {
        return cluster.resolveSibling(KNOWN);
    }

    private void refuseAnother(Path cluster) throws IOException {
        Path id = path.resolve(ID);
        if (!Files.exists(id) || !Files.readString(id).equals(Files.readString(known(cluster)))) {
            throw new StartFailure("The backup directory " + path
                    + " does not hold the backups that were made of this database until now: perhaps its disk is not mounted. "
                    + "To begin with new ones there, delete the file " + known(cluster) + ", and start again.");
        }
    }

    private void remember(Path cluster) throws IOException {
        Path id = path.resolve(ID);
        if (!Files.exists(id)) {
            PrivateFiles.write(id, UUID.randomUUID() + "\n");
        }
        PrivateFiles.write(known(cluster), Files.readString(id));
    }

    /** What PostgreSQL, or this program, was writing there when it was killed. */
    private void deleteInterrupted() throws IOException {
        List<Path> interrupted;
        try (Stream<Path> files = Files.list(wal())) {
            interrupted = files.filter(file ->
                            INTERRUPTED.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        for (Path file : interrupted) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * A restore takes a higher number than any that it finds here. A database that is on a lower one is what was there before the
     * restore: nothing that it writes is on the way that the books have taken, and no restore would find it.
     */
    private void refuseAbandoned(long timeline, Set<Long> own) throws IOException {
        for (long other : timelines(histories(wal()))) {
            if (other > timeline && !own.contains(other)) {
                throw new StartFailure("The backup directory " + path
                        + " is used by a database that was restored from it: the books went on there, on timeline "
                        + other
                        + ", and this database is on timeline " + timeline
                        + " still. Start the restored one, or choose another directory.");
            }
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

    private static List<Path> histories(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file ->
                            HISTORY.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static Set<Long> timelines(List<Path> histories) {
        Set<Long> timelines = new TreeSet<>();
        for (Path history : histories) {
            Matcher name = HISTORY.matcher(history.getFileName().toString());
            if (name.matches()) {
                timelines.add(Long.parseLong(name.group(1), HEX));
            }
        }
        return timelines;
    }
}
