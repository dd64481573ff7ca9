package org.tallystick.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the books could be brought back. */
public sealed interface BackupState {
    /** The database is on a server, which this service does not back up. */
    record Elsewhere() implements BackupState {}

    /** The embedded database, of which the service makes no backups by itself. */
    record NotConfigured() implements BackupState {}

    /**
     * The service makes them.
     *
     * @param every how long after one the next is made
     * @param lastRound when it was last looked whether one is due; nothing while the first look after the start goes on
     * @param newest verified one whose books are right
     * @param lastFailure since the service started
     * @param segmentsWaiting of the write-ahead log, that are on the disk of the database alone; negative if it cannot be told
     */
    record Scheduled(
            Duration every,
            Optional<Instant> lastRound,
            Optional<Instant> newest,
            Optional<BackupFailure> lastFailure,
            long segmentsWaiting)
            implements BackupState {}
}
