package org.tallystick.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tallystick.platform.PrivateFiles;

/**
 * A directory with files of the write-ahead log. PostgreSQL puts them there as they are; they are packed afterwards, for one that
 * was closed before it was full is mostly zeros.
 */
record WalFiles(Path directory, long segmentBytes) {
    static final String HISTORY = ".history";

    private static final Pattern HISTORY_FILE = Pattern.compile("[0-9A-F]{8}\\.history");

    private static final String PACKED = ".gz";
    private static final String MAKING = ".making";
    private static final int BLOCK_BYTES = 1 << 16;
    private static final byte[] NOTHING = new byte[BLOCK_BYTES];

    /** Those that are there, packed or not. */
    NavigableSet<Segment> segments() throws IOException {
        NavigableSet<Segment> segments = new TreeSet<>();
        for (Path file : list(file -> true)) {
            segment(file).ifPresent(segments::add);
        }
        return segments;
    }

    List<Path> histories() throws IOException {
        return list(name -> HISTORY_FILE.matcher(name).matches());
    }

    /** Packs what PostgreSQL has put there. */
    void pack() throws IOException {
        for (Path file : list(name -> name.length() == Segment.NAME_LENGTH)) {
            if (segment(file).isPresent() && Files.size(file) == segmentBytes) {
                pack(file, directory);
                Files.delete(file);
            }
        }
    }

    /**
     * Packs one file to a directory, under its name. What is there already is never replaced.
     *
     * @throws IOException if something else is there
     */
    void pack(Path file, Path target) throws IOException {
        Path packed = target.resolve(file.getFileName() + PACKED);
        if (Files.exists(packed)) {
            try (InputStream there = new GZIPInputStream(Files.newInputStream(packed), BLOCK_BYTES);
                    InputStream here = Files.newInputStream(file)) {
                if (!isSame(there, here)) {
                    throw new IOException(packed + " is there, and is not the same as " + file
                            + ": two databases use this directory, or one that was restored elsewhere");
                }
            }
            return;
        }
        Path making = target.resolve(file.getFileName() + MAKING);
        Files.deleteIfExists(making);
        try (FileChannel channel = PrivateFiles.create(making);
                GZIPOutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BLOCK_BYTES)) {
            Files.copy(file, out);
            out.finish();
            channel.force(true);
        }
        Files.move(making, packed, ATOMIC_MOVE);
        PrivateFiles.forceDirectory(target);
    }

    private static boolean isSame(InputStream one, InputStream other) throws IOException {
        while (true) {
            byte[] block = one.readNBytes(BLOCK_BYTES);
            if (!Arrays.equals(block, other.readNBytes(BLOCK_BYTES))) {
                return false;
            }
            if (block.length == 0) {
                return true;
            }
        }
    }

    /** Unpacks one segment to a directory, unless it is there. */
    void unpack(Segment segment, Path target) throws IOException {
        String name = segment.name(segmentBytes);
        Path unpacked = target.resolve(name);
        if (Files.exists(unpacked)) {
            return;
        }
        Path packed = directory.resolve(name + PACKED);
        try (InputStream in = Files.exists(packed)
                        ? new GZIPInputStream(Files.newInputStream(packed), BLOCK_BYTES)
                        : Files.newInputStream(directory.resolve(name));
                FileChannel channel = PrivateFiles.create(unpacked)) {
            copyWithHoles(in, channel);
        }
    }

    /** Zeros are skipped, so that a day of segments closed early takes no more room than what is in them. */
    private void copyWithHoles(InputStream in, FileChannel channel) throws IOException {
        OutputStream out = Channels.newOutputStream(channel);
        long position = 0;
        for (byte[] block = in.readNBytes(BLOCK_BYTES); block.length > 0; block = in.readNBytes(BLOCK_BYTES)) {
            position += block.length;
            if (position == segmentBytes || !Arrays.equals(block, NOTHING)) {
                out.write(block);
            } else {
                channel.position(position);
            }
        }
        if (position != segmentBytes) {
            throw new IOException("A segment of the write-ahead log in " + directory + " has " + position + " bytes");
        }
    }

    /** Deletes all that is before a segment, whatever its timeline; histories are small, and stay. */
    void deleteBefore(long number) throws IOException {
        for (Path file : list(name -> !name.endsWith(HISTORY))) {
            Optional<Segment> beginning = beginning(file);
            if (beginning.isPresent() && beginning.get().number() < number) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Optional<Segment> segment(Path file) {
        String name = file.getFileName().toString();
        return Segment.of(
                name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name, segmentBytes);
    }

    /** Of whatever belongs to a segment: {@code .partial} and {@code .backup} too. */
    private Optional<Segment> beginning(Path file) {
        String name = file.getFileName().toString();
        return name.length() < Segment.NAME_LENGTH
                ? Optional.empty()
                : Segment.of(name.substring(0, Segment.NAME_LENGTH), segmentBytes);
    }

    private List<Path> list(Predicate<String> name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
