package org.tallystick.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tallystick.security.Digests;

/** A zip that remembers of each file what it is, how long, and its SHA-256. For one thread. */
final class PackZip {
    private final ZipOutputStream zip;
    private final LocalDate date;
    private final List<PackFile> files = new ArrayList<>();

    /** @param date that all files bear, so that the same pack has the same dates whenever it is made */
    PackZip(OutputStream out, LocalDate date) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.date = date;
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Writing {
        /** Closes nothing. @return how many rows it has */
        long to(OutputStream out) throws IOException;
    }

    /** @return how many rows it has */
    long add(String path, String title, Writing writing) throws IOException {
        PackFile.requireSafe(path);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(date.atStartOfDay());
        zip.putNextEntry(entry);
        Measured out = new Measured(zip);
        long rows = writing.to(out);
        zip.closeEntry();
        files.add(new PackFile(path, title, rows, out.size, HexFormat.of().formatHex(out.digest.digest())));
        return rows;
    }

    /** Those that are written so far, in their order. */
    List<PackFile> files() {
        return List.copyOf(files);
    }

    /** Ends the zip, and closes nothing. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    /** Counts what goes through. */
    private static final class Measured extends FilterOutputStream {
        private final MessageDigest digest = Digests.sha256();
        private long size;

        Measured(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            digest.update((byte) one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        /** The file ends, and not what it stands in. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
