package org.tallystick.platform;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a recovery goes.
 *
 * @param wal a directory with the segments and histories that it reads, under their own names
 * @param timeline the timeline that it ends on
 * @param instant what was committed later is not restored; without it everything that there is
 */
public record RecoveryTarget(Path wal, long timeline, Optional<Instant> instant) {
    private static final DateTimeFormatter POSTGRES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    /** What PostgreSQL is told. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        // PostgreSQL puts names in for %f and %p, and a plain % for two.
        String directory = wal.toAbsolutePath().toString().replace("%", "%%");
        settings.put("restore_command", "cp -- " + ShellWords.quote(directory + "/") + "%f %p");
        settings.put("recovery_target_timeline", Long.toString(timeline));
        instant.ifPresent(time -> {
            settings.put("recovery_target_time", POSTGRES.format(time));
            settings.put("recovery_target_inclusive", "on");
        });
        settings.put("recovery_target_action", "promote");
        return settings;
    }
}
