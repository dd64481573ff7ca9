package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.platform.StartFailure;

/** Whether there is room on a disk; it is asked before anything is written there. */
final class Room {
    private static final long MEBIBYTE = 1L << 20;
    /** For the write-ahead log that goes with a cluster, and what a server needs to start. */
    static final long SPARE_BYTES = 256 * MEBIBYTE;

    private Room() {}

    /** @param what it is for, in the words of the refusal */
    record Need(Path directory, long bytes, String what) {}

    /** @throws StartFailure if there is not room for all of them, also where some are on the same disk */
    static void check(List<Need> needs) throws IOException {
        // Two volumes of a container can be of one disk, and are two file stores.
        check(
                needs,
                directory -> Files.getAttribute(directory, "unix:dev"),
                directory -> Files.getFileStore(directory).getUsableSpace());
    }

    /** What the operating system says of a directory. */
    @FunctionalInterface
    interface Asking<T> {
        T of(Path directory) throws IOException;
    }

    /** @param disk something that is equal for directories on the same one */
    static void check(List<Need> needs, Asking<Object> disk, Asking<Long> free) throws IOException {
        Map<Object, List<Need>> byDisk = new LinkedHashMap<>();
        for (Need need : needs) {
            byDisk.computeIfAbsent(disk.of(need.directory()), first -> new ArrayList<>())
                    .add(need);
        }
        for (List<Need> ofOneDisk : byDisk.values()) {
            check(ofOneDisk, free.of(ofOneDisk.get(0).directory()));
        }
    }

    private static void check(List<Need> ofOneDisk, long free) {
        long needed = ofOneDisk.stream().mapToLong(Need::bytes).sum();
        if (free < needed) {
            throw new StartFailure("There is not enough room for "
                    + ofOneDisk.stream().map(Need::what).collect(Collectors.joining(", and ")) + ": the disk of "
                    + ofOneDisk.get(0).directory() + " has " + free / MEBIBYTE + " MB, and up to "
                    + needed / MEBIBYTE + " MB are needed.");
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
