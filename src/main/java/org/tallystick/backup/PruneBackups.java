package org.tallystick.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.platform.StartFailure;

/** Deletes the backups that are not kept, and the write-ahead log that only they needed. */
final class PruneBackups {
    private final Backups backups;
    private final Retention retention;

    PruneBackups(Backups backups, Retention retention) {
        this.backups = backups;
        this.retention = retention;
    }

    void prune() throws IOException {
        List<StartFailure> damaged = new ArrayList<>();
        List<Backup> all = backups.all(damaged::add);
        if (all.isEmpty()) {
            return;
        }
        List<Backup> outdated = retention.outdated(all, WayBack.latest(backups.directory(), all));
        for (Backup one : outdated) {
            backups.delete(one);
        }
        // Which part of the log a damaged one needs, nobody knows until a good copy of its manifest is there.
        if (damaged.isEmpty()) {
            deleteLog(all.stream().filter(one -> !outdated.contains(one)).toList());
        }
    }

    /** It goes as far back as the backups that are kept. After a restore to long ago, a later one can begin before an earlier. */
    private void deleteLog(List<Backup> kept) throws IOException {
        long first = kept.stream().mapToLong(PruneBackups::firstSegment).min().orElse(0);
        new WalFiles(backups.directory().wal(), kept.get(0).manifest().segmentBytes()).deleteBefore(first);
    }

    private static long firstSegment(Backup backup) {
        return backup.manifest().start().segment(backup.manifest().segmentBytes());
    }
}
