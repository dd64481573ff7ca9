package org.tallystick.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Backups that nobody made. */
final class SampleBackup {
    static final long SEGMENT_BYTES = 1 << 20;
    static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private SampleBackup() {}

    static Manifest manifest(int hour, boolean booksRight) {
        return manifest(hour, booksRight, 1, "0/400100");
    }

    static Manifest manifest(int hour, boolean booksRight, long timeline, String stopLsn) {
        return new Manifest(
                Manifest.FORMAT,
                "0.1.0",
                "18.6",
                timeline,
                "0/300028",
                stopLsn,
                MIDNIGHT.plusSeconds(3600L * hour - 5),
                MIDNIGHT.plusSeconds(3600L * hour),
                SEGMENT_BYTES,
                1_000,
                booksRight,
                List.of());
    }

    static Backup of(int hour, boolean booksRight) {
        return new Backup(Path.of("backup-" + hour), manifest(hour, booksRight));
    }

    static Backup of(int hour, boolean booksRight, long timeline, String stopLsn) {
        return new Backup(Path.of("backup-" + hour), manifest(hour, booksRight, timeline, stopLsn));
    }
}
