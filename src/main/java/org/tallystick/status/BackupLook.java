package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.backup.BackupFailure;
import org.tallystick.backup.BackupState;
import org.tallystick.backup.WatchBackups;

/** Whether the books could be brought back. */
@Singleton
class BackupLook implements Look {
    /** One may fail without anybody being called. */
    private static final int ROUNDS = 2;
    /** A few wait whenever somebody looks. */
    private static final int MANY_SEGMENTS = 10;

    private static final Duration LONG_FOR_A_ROUND = Duration.ofMinutes(30);

    private static final String MEND =
            "The log says why, where it says \"No backup of the database could be made\": mostly there is no room, or"
                    + " the backup directory is not there. Mend that; the next is tried within the hour.";

    private final WatchBackups backups;

    BackupLook(WatchBackups backups) {
        this.backups = backups;
    }

    @Override
    public Subject subject() {
        return Subject.BACKUPS;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(backups.read(), now);
    }

    static StatusLine line(BackupState state, Instant now) {
        if (state instanceof BackupState.Scheduled scheduled) {
            return ofScheduled(scheduled, now);
        }
        if (state instanceof BackupState.NotConfigured) {
            return StatusLine.attention(
                    Subject.BACKUPS,
                    "The service makes no backups by itself.",
                    "Set TALLYSTICK_BACKUP_DIRECTORY to a directory on another disk, and start the service again"
                            + " (docs/backup.md). If you call the command backup regularly yourself, see that it"
                            + " succeeds.");
        }
        return StatusLine.good(
                        Subject.BACKUPS,
                        "The database is on a server of its own, and is backed up there, not by this service.")
                .advising("See now and then that it is, and that a restore works (docs/backup.md).");
    }

    private static StatusLine ofScheduled(BackupState.Scheduled state, Instant now) {
        Optional<BackupFailure> failure = state.lastFailure()
                .filter(last -> state.newest().filter(last.at()::isBefore).isEmpty());
        if (failure.filter(BackupFailure::booksWrong).isPresent()) {
            return StatusLine.bad(
                    Subject.BACKUPS,
                    "The books in the last backup are not right, and those of the service neither.",
                    "Delete no backup. See to the books first: docs/operations.md, TallystickBooksWrong.");
        }
        if (state.segmentsWaiting() > MANY_SEGMENTS) {
            return StatusLine.bad(
                    Subject.BACKUPS,
                    "What was booked lately is on one disk alone: " + state.segmentsWaiting()
                            + " segments of the log of the database wait to be copied.",
                    "The backup directory is full, slow or not there. Make room, or mount it again: the rest happens"
                            + " by itself.");
        }
        if (state.newest().isEmpty()) {
            return none(state, failure, now);
        }
        Instant newest = state.newest().get();
        String sentence = "The newest verified backup is of " + InWords.ago(newest, now);
        if (newest.plus(state.every().multipliedBy(ROUNDS)).isBefore(now)) {
            return StatusLine.bad(
                    Subject.BACKUPS,
                    sentence + ", and one is made every " + InWords.lasting(state.every()) + ".",
                    MEND);
        }
        if (failure.isPresent()) {
            return StatusLine.attention(
                    Subject.BACKUPS,
                    sentence + "; since then one failed, "
                            + InWords.ago(failure.get().at(), now) + ".",
                    MEND);
        }
        if (state.lastRound()
                .filter(round -> round.plus(LONG_FOR_A_ROUND).isBefore(now))
                .isPresent()) {
            return StatusLine.attention(
                    Subject.BACKUPS,
                    sentence + "; it was last looked after them "
                            + InWords.ago(state.lastRound().get(), now) + ".",
                    "A large backup may be in the making, or the disk of the backups is very slow. If it stays so for"
                            + " hours, look into the log.");
        }
        return StatusLine.good(Subject.BACKUPS, sentence + "; what was booked since is copied beside it as it comes.");
    }

    private static StatusLine none(BackupState.Scheduled state, Optional<BackupFailure> failure, Instant now) {
        if (failure.isPresent()) {
            return StatusLine.bad(
                    Subject.BACKUPS,
                    "There is no verified backup, and none could be made "
                            + InWords.ago(failure.get().at(), now) + ".",
                    MEND);
        }
        if (state.lastRound().isEmpty()) {
            return StatusLine.attention(
                    Subject.BACKUPS,
                    "There is no verified backup yet; the first is being made.",
                    "Look again in some minutes.");
        }
        return StatusLine.bad(Subject.BACKUPS, "There is no verified backup.", MEND);
    }
}
