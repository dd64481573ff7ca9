package org.tallystick.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/** The three files of an import, in a directory of its own that is deleted at the end. */
record ImportFiles(Path directory) implements AutoCloseable {
    static final String COMMUNITY = "community.json";
    static final String MEMBERS = "members.csv";
    static final String TRADES = "trades.csv";
    static final List<String> NAMES = List.of(COMMUNITY, MEMBERS, TRADES);

    /** The most that an archive may unpack to: 512 MiB, some five million trades. */
    static final long LARGEST_BYTES = 512L << 20;

    static ImportFiles inNewDirectory() throws IOException {
        return new ImportFiles(Files.createTempDirectory("tallystick-import"));
    }

    Path community() {
        return directory.resolve(COMMUNITY);
    }

    Path members() {
        return directory.resolve(MEMBERS);
    }

    Path trades() {
        return directory.resolve(TRADES);
    }

    /**
     * Unpacks an archive that holds the three files at its top, or in one folder. Anything else in it is left alone.
     *
     * @throws org.tallystick.problem.ProblemException a 400 if it is no zip, lacks a file, or unpacks to too much
     */
    void unzip(Path archive) throws IOException {
        Set<String> found = new HashSet<>();
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (!entry.isDirectory() && NAMES.contains(name)) {
                    if (!found.add(name)) {
                        throw malformed("archive", "holds " + name + " twice");
                    }
                    total = copy(zip, directory.resolve(name), total);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw malformed("archive", "is not a zip archive that can be read");
        }
        requireAll("archive", "holds no ");
    }

    /** @throws org.tallystick.problem.ProblemException a 400 that names what is missing */
    void requireAll(String field, String complaint) {
        for (String name : NAMES) {
            if (!Files.exists(directory.resolve(name))) {
                throw malformed(field.isEmpty() ? name.substring(0, name.indexOf('.')) : field, complaint + name);
            }
        }
    }

    /** @return the bytes unpacked so far */
    private static long copy(InputStream from, Path to, long before) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = before;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                total += read;
                if (total > LARGEST_BYTES) {
                    throw malformed("archive", "unpacks to more than " + LARGEST_BYTES + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return total;
    }

    private static RuntimeException malformed(String field, String detail) {
        return Problem.ofField(ProblemType.MALFORMED, field, "malformed", detail)
                .asException();
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
