package org.tallystick.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Backups that the service makes by itself, of the embedded database; each is also an environment variable ({@code
 * tallystick.backup.directory}: TALLYSTICK_BACKUP_DIRECTORY).
 */
@ConfigMapping(prefix = "tallystick.backup")
public interface BackupConfig {
    /** Where they are kept; without it none are made. */
    Optional<Path> directory();

    /** How long after one the next is made. */
    @WithDefault("24h")
    Duration every();

    /** How many are kept whose books were right. */
    @WithDefault("7")
    int keep();

    /** After how long at most what was written is copied there: what the loss of the database's disk can cost. */
    @WithDefault("60s")
    Duration archiveEvery();
}
