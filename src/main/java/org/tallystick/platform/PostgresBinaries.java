package org.tallystick.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from their archive on the class path. They are unpacked beside their place and
 * then moved there, so that a directory with the right name is always a whole one.
 */
final class PostgresBinaries {
    private static final String DIRECTORY = "postgresql-binaries";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks at the first start, and after an upgrade; the caller holds the lock on the data directory. */
    static PostgresBinaries unpack(Path dataDirectory) throws IOException {
        Path all = dataDirectory.resolve(DIRECTORY);
        PrivateFiles.makeDirectory(all);
        byte[] archive = archive();
        Path home = all.resolve(digest(archive));
        if (!Files.isDirectory(home)) {
            Path temporary = all.resolve("unpacking-" + UUID.randomUUID());
            PrivateFiles.makeDirectory(temporary);
            extract(archive, temporary);
            Files.move(temporary, home);
        }
        return new PostgresBinaries(home);
    }

    /** Deletes what earlier versions and interrupted starts left. */
    void deleteOthers() throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(home.resolveSibling("."))) {
            others = all.filter(directory -> !directory.getFileName().equals(home.getFileName()))
                    .toList();
        }
        for (Path other : others) {
            PrivateFiles.deleteTree(other);
        }
    }

    /**
     * The words that start one of the programs: {@code initdb}, {@code pg_ctl}. PostgreSQL refuses to run as root; where
     * the service does (a container, a build machine), it is run in a user namespace of its own.
     */
    List<String> command(String program) {
        List<String> words = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(home.resolve("bin").resolve(program).toString());
        return words;
    }

    private static byte[] archive() throws IOException {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            throw new StartFailure("The embedded database runs on Linux and macOS. Set QUARKUS_DATASOURCE_JDBC_URL, "
                    + "QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD to use a PostgreSQL server.");
        }
        String system = name.contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return stream.readAllBytes();
        } catch (IllegalStateException e) {
            throw new StartFailure(
                    "There is no embedded database for " + system + " on " + machine
                            + ". Set QUARKUS_DATASOURCE_JDBC_URL to use a PostgreSQL server.",
                    e);
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive holds a file outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, target.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0
                            && !file.toFile().setExecutable(true)) {
                        throw new IOException("The file " + file + " cannot be made executable");
                    }
                }
            }
        }
    }
}
