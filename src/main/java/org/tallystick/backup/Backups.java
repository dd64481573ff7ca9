package org.tallystick.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.StartFailure;

/** The backups in a directory: each in one of its own, named after the instant that it is of. */
final class Backups {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAMED = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");
    private static final String MAKING = "making-";
    private static final String DELETING = "deleting-";

    private final ArchiveDirectory directory;
    private final Path backups;

    Backups(ArchiveDirectory directory) {
        this.directory = directory;
        this.backups = directory.path().resolve("backups");
    }

    ArchiveDirectory directory() {
        return directory;
    }

    static String name(Instant stoppedAt) {
        return NAME.format(stoppedAt);
    }

    /**
     * All, the oldest first.
     *
     * @throws StartFailure if the manifest of one is damaged
     */
    List<Backup> all() throws IOException {
        return all(damaged -> {
            throw damaged;
        });
    }

    /** All that have their manifest, the oldest first; {@code damage} gets what is to be said of each other one. */
    List<Backup> all(Consumer<StartFailure> damage) throws IOException {
        List<Backup> all = new ArrayList<>();
        for (Path made : list(NAMED.asMatchPredicate())) {
            try {
                all.add(new Backup(made, Manifest.read(made)));
            } catch (StartFailure e) {
                damage.accept(e);
            }
        }
        return all;
    }

    /** An empty directory to make one in; what was begun and not ended before is deleted. */
    Path begin() throws IOException {
        PrivateFiles.makeDirectory(backups);
        deleteInterrupted();
        Path making = backups.resolve(MAKING + ProcessHandle.current().pid());
        PrivateFiles.makeDirectory(making);
        return making;
    }

    /** The manifest is the last that is written; then the backup gets its name. */
    Backup end(Path making, Manifest manifest) throws IOException {
        manifest.write(making);
        PrivateFiles.forceDirectory(making);
        Path made = backups.resolve(name(manifest.stoppedAt()));
        Files.move(making, made, ATOMIC_MOVE);
        PrivateFiles.forceDirectory(backups);
        return new Backup(made, manifest);
    }

    void delete(Backup backup) throws IOException {
        Path deleting = backups.resolve(DELETING + backup.directory().getFileName());
        Files.move(backup.directory(), deleting, ATOMIC_MOVE);
        PrivateFiles.deleteTree(deleting);
    }

    private void deleteInterrupted() throws IOException {
        for (Path interrupted : list(name -> name.startsWith(MAKING) || name.startsWith(DELETING))) {
            PrivateFiles.deleteTree(interrupted);
        }
    }

    private List<Path> list(Predicate<String> name) throws IOException {
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(backups)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
