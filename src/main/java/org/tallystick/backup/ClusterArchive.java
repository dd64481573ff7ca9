package org.tallystick.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.tallystick.platform.PrivateFiles;

/** The files of a cluster in one, as a zip archive: any program that knows these can look into it. */
final class ClusterArchive implements AutoCloseable {
    static final String FILE = "cluster.zip";

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CONTROL_READS = 100;

    private final FileChannel channel;
    private final ZipOutputStream zip;
    private long bytes;

    ClusterArchive(Path file) throws IOException {
        this.channel = PrivateFiles.create(file);
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        this.zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Adds all files, while the server may write to them. One that vanishes is not needed. */
    void add(Path cluster) throws IOException {
        for (Path relative : ClusterFiles.of(cluster)) {
            Path file = cluster.resolve(relative);
            String name = relative.toString();
            if (Files.isDirectory(file)) {
                zip.putNextEntry(new ZipEntry(name + "/"));
                zip.closeEntry();
            } else if (name.equals(ClusterFiles.CONTROL_FILE)) {
                add(name, readTwiceTheSame(file));
            } else {
                addFile(name, file);
            }
        }
    }

    private void addFile(String name, Path file) throws IOException {
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            return;
        }
        try (in) {
            zip.putNextEntry(new ZipEntry(name));
            bytes += in.transferTo(zip);
            zip.closeEntry();
        }
    }

    void add(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        bytes += content.length;
    }

    /** The server writes it in one go; what is read the same twice was not read in the middle of that. */
    private static byte[] readTwiceTheSame(Path file) throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (int read = 0; read < CONTROL_READS; read++) {
            byte[] again = Files.readAllBytes(file);
            if (Arrays.equals(before, again)) {
                return again;
            }
            before = again;
        }
        throw new IOException(file + " never stays the same");
    }

    /** How much room all files take, unpacked. */
    long bytes() {
        return bytes;
    }

    /** Returns when it is on disk. */
    @Override
    public void close() throws IOException {
        try (channel) {
            zip.finish();
            zip.flush();
            channel.force(true);
        }
    }

    static void unpack(Path file, Path cluster) throws IOException {
        PrivateFiles.makeDirectory(cluster);
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = cluster.resolve(entry.getName()).normalize();
                if (!target.startsWith(cluster)) {
                    throw new IOException("The archive holds a file outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    PrivateFiles.makeDirectory(target);
                } else {
                    PrivateFiles.makeDirectory(target.resolveSibling("."));
                    try (InputStream in = zip.getInputStream(entry);
                            FileChannel out = PrivateFiles.create(target)) {
                        in.transferTo(Channels.newOutputStream(out));
                    }
                }
            }
        }
    }
}
