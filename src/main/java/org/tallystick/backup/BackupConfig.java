package org.tallystick.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.platform.Setting;

/**
 * Backups that the service makes by itself, of the embedded database; each is also an environment variable ({@code
 * tallystick.backup.directory}: TALLYSTICK_BACKUP_DIRECTORY).
 */
@Setting("Backups of the embedded database")
@ConfigMapping(prefix = "tallystick.backup")
public interface BackupConfig {
    @Setting(value = "Where the service keeps [backups](backup.md)", otherwise = "unset: none are made")
    Optional<Path> directory();

    @Setting(value = "How long after one backup the next is made", least = "1s", most = "366d")
    @WithDefault("24h")
    Duration every();

    @Setting(value = "How many are kept whose books were right", least = "1", most = "1000")
    @WithDefault("7")
    int keep();

    @Setting(
            value = "After how long at most what was written is copied there: what the loss of the disk can cost",
            least = "1s",
            most = "1h")
    @WithDefault("60s")
    Duration archiveEvery();
}
