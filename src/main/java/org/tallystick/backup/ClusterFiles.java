package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.platform.StartFailure;

/**
 * Which of a cluster's files a base backup takes. What it leaves out is what PostgreSQL makes anew, or must not find: "Making a
 * Base Backup Using the Low Level API" in its manual names them.
 */
final class ClusterFiles {
    /** Read last, as PostgreSQL's own programs do. */
    static final String CONTROL_FILE = "global/pg_control";

    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "current_logfiles",
            "postgresql.auto.conf.tmp",
            "backup_label",
            "backup_label.old",
            "tablespace_map",
            "tablespace_map.old",
            "backup_manifest",
            "recovery.signal",
            "standby.signal");
    /** The directories are taken, and nothing in them. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Pattern TEMPORARY = Pattern.compile("pgsql_tmp.*|t[0-9]+_[0-9]+(_[a-z]+)?(\\.[0-9]+)?");
    private static final String RELATION_CACHE = "pg_internal.init";

    private ClusterFiles() {}

    /** All directories and files to take, each directory before what is in it, relative to the cluster; the control file last. */
    static List<Path> of(Path cluster) throws IOException {
        List<Path> taken = new ArrayList<>();
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                Path relative = cluster.relativize(directory);
                if (directory.equals(cluster)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!isTaken(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                taken.add(relative);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path relative = cluster.relativize(file);
                if (isTaken(relative)) {
                    taken.add(checked(relative, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Tables and temporary files are dropped while this goes on; the log tells recovery.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        Path control = Path.of(CONTROL_FILE);
        taken.remove(control);
        taken.add(control);
        return taken;
    }

    private static Path checked(Path relative, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink() && relative.getNameCount() == 1 && EMPTIED.contains(relative.toString())) {
            return relative;
        }
        if (!attributes.isRegularFile()) {
            throw new StartFailure(
                    relative + " in the database's directory is no plain file; a database with tablespaces "
                            + "or links elsewhere is not backed up by this command.");
        }
        return relative;
    }

    /** @param relative to the cluster */
    static boolean isTaken(Path relative) {
        String name = relative.getFileName().toString();
        Path top = relative.getName(0);
        boolean inEmptied = relative.getNameCount() > 1 && EMPTIED.contains(top.toString());
        boolean leftOut = relative.getNameCount() == 1 && LEFT_OUT.contains(name);
        return !inEmptied
                && !leftOut
                && !name.equals(RELATION_CACHE)
                && !TEMPORARY.matcher(name).matches();
    }
}
