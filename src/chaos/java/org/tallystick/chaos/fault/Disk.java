package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tallystick.chaos.fault.Commands.Ended;

/**
 * Where the database's files lie: a file system of their own, which can be full while the machine's is not. It is a file that
 * is mounted as a disk, or memory where that is not allowed; without the right to mount anything it is a plain directory,
 * which nobody fills.
 */
final class Disk implements AutoCloseable {
    private static final long MEGABYTE = 1L << 20;
    /** The file has holes: what is never written takes no room on the machine's own disk, even when this one is full. */
    private static final long SIZE = 4_096 * MEGABYTE;

    private static final long SIZE_OF_MEMORY = 1_280 * MEGABYTE;
    private static final String INODES = "16384";
    private static final int UNMOUNT_ATTEMPTS = 50;
    private static final long BLOCK = 4_096;

    private final Path directory;
    private final Path image;
    private final Optional<String> whyNotItsOwn;

    private Disk(Path directory, Path image, Optional<String> whyNotItsOwn) {
        this.directory = directory;
        this.image = image;
        this.whyNotItsOwn = whyNotItsOwn;
    }

    static Disk make(Path scratch) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(scratch.resolve("disk"));
        Path image = scratch.resolve("disk.img");
        for (List<List<String>> way : List.of(asDisk(image, directory), List.of(asMemory(directory)))) {
            Optional<Ended> failure = firstFailure(way);
            if (failure.isEmpty()) {
                return new Disk(directory, image, Optional.empty());
            }
        }
        Files.deleteIfExists(image);
        String why = "there is no right to mount a file system (" + Commands.attempt(asMemory(directory)).output() + ")";
        return new Disk(directory, image, Optional.of(why));
    }

    private static List<List<String>> asDisk(Path image, Path directory) {
        return List.of(
                List.of("truncate", "--size=" + SIZE, image.toString()),
                // Nothing is kept back for root, who may be the one that fills it.
                List.of("mkfs.ext4", "-q", "-F", "-m", "0", "-N", INODES, image.toString()),
                List.of("mount", "-o", "loop", image.toString(), directory.toString()));
    }

    private static List<String> asMemory(Path directory) {
        return List.of("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + SIZE_OF_MEMORY, "tallystick-chaos", directory.toString());
    }

    private static Optional<Ended> firstFailure(List<List<String>> commands) throws InterruptedException {
        for (List<String> command : commands) {
            try {
                Ended ended = Commands.attempt(command);
                if (!ended.well()) {
                    return Optional.of(ended);
                }
            } catch (IOException e) {
                return Optional.of(new Ended(-1, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    Path directory() {
        return directory;
    }

    /** Why it cannot be filled; empty if it can. */
    Optional<String> whyNotItsOwn() {
        return whyNotItsOwn;
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    /** Leaves not one block free. */
    void fill() throws IOException, InterruptedException {
        Path ballast = ballast();
        long taken = 0;
        // Its last blocks go one by one, for some of what it says is free goes into the file's own description.
        for (long step = Long.highestOneBit(SIZE); step >= BLOCK; step /= 2) {
            while (Commands.attempt(
                            "fallocate", "--offset", "" + taken, "--length", "" + step, ballast.toString())
                    .well()) {
                taken += step;
            }
        }
    }

    /** What could still be written. */
    long bytesLeft() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** Gives the room back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() {
        if (whyNotItsOwn.isPresent()) {
            return;
        }
        try {
            Ended unmounted = Commands.attempt("umount", directory.toString());
            for (int attempt = 1; !unmounted.well() && attempt < UNMOUNT_ATTEMPTS; attempt++) {
                TimeUnit.MILLISECONDS.sleep(100);
                unmounted = Commands.attempt("umount", directory.toString());
            }
            if (!unmounted.well()) {
                throw new IOException(directory + " stays mounted: " + unmounted.output());
            }
            Files.deleteIfExists(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
