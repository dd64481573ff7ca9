package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * That the embedded database copies its write-ahead log to a directory of backups as it goes. PostgreSQL's own module
 * {@code basic_archive} does it: to a temporary name, forced to disk, then renamed; and never over a file that is there.
 *
 * @param every after how long at most a segment is closed and copied, full or not
 */
public record WalArchiving(ArchiveDirectory directory, Duration every) {
    private static final String DEFAULT_EVERY = "60s";

    public WalArchiving {
        if (every.toSeconds() < 1) {
            throw new StartFailure("TALLYSTICK_BACKUP_ARCHIVE_EVERY is one second at least.");
        }
    }

    /** As it is configured; nothing without {@code tallystick.backup.directory}. */
    public static Optional<WalArchiving> of(Config config) {
        return config.getOptionalValue("tallystick.backup.directory", String.class)
                .filter(directory -> !directory.isBlank())
                .map(directory -> new WalArchiving(new ArchiveDirectory(Path.of(directory)), every(config)));
    }

    private static Duration every(Config config) {
        return config.getOptionalValue("tallystick.backup.archive-every", Duration.class)
                .orElseGet(
                        () -> config.getConverter(Duration.class).orElseThrow().convert(DEFAULT_EVERY));
    }

    /** @throws StartFailure if the directory cannot be used */
    Map<String, String> claim(Path cluster) {
        try {
            directory.claimAsConfigured(cluster);
        } catch (IOException e) {
            throw new StartFailure(
                    "The backup directory " + directory.path() + " cannot be used: " + e
                            + ". Without TALLYSTICK_BACKUP_DIRECTORY the service starts, and makes no backups.",
                    e);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("archive_mode", "on");
        settings.put("archive_library", "basic_archive");
        settings.put("archive_timeout", every.toSeconds() + "s");
        settings.put("basic_archive.archive_directory", directory.wal().toString());
        return settings;
    }
}
