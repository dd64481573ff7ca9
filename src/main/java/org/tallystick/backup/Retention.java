package org.tallystick.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many backups are kept. */
record Retention(int keep) {
    Retention {
        if (keep < 1) {
            throw new IllegalArgumentException("At least one backup is kept, not " + keep);
        }
    }

    /**
     * Those that go: what is older than the newest {@code keep} whose books were right. Others do not count, so that books which
     * went wrong do not push out the backups of when they were right, nor do those that a restore has left behind: the books are
     * restored from none of them.
     *
     * @param all in any order
     * @param timelines the way that the books have taken
     */
    List<Backup> outdated(List<Backup> all, Timelines timelines) {
        List<Backup> onTheWay = all.stream()
                .filter(timelines::contains)
                .sorted(WayBack.BY_AGE.reversed())
                .toList();
        List<Backup> kept = new ArrayList<>();
        int right = 0;
        for (Backup backup : onTheWay) {
            if (right < keep) {
                kept.add(backup);
                right += backup.manifest().booksRight() ? 1 : 0;
            }
        }
        if (right < keep) {
            return List.of();
        }
        Instant oldest = kept.stream()
                .map(Backup::stoppedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return all.stream()
                .filter(backup -> !kept.contains(backup))
                .filter(backup ->
                        timelines.contains(backup) || backup.stoppedAt().isBefore(oldest))
                .toList();
    }
}
