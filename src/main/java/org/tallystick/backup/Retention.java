package org.tallystick.backup;

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
     * went wrong do not push out the backups of when they were right.
     *
     * @param all the oldest first
     */
    List<Backup> outdated(List<Backup> all) {
        int right = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).manifest().booksRight()) {
                right++;
            }
            if (right == keep) {
                return all.subList(0, i);
            }
        }
        return List.of();
    }
}
