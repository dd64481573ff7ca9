package org.tallystick.backup;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The timelines on the way to one of them. Each restore begins a new one; what was written on the old one after the place where
 * it was left does not belong to the books any more.
 *
 * @param last where the way ends
 * @param forks where each of the earlier timelines was left, the earliest first
 */
record Timelines(long last, List<Fork> forks) {
    Timelines {
        forks = List.copyOf(forks);
    }

    /**
     * @param timeline the last one
     * @param history the content of its {@code .history} file; the first timeline, and one whose history was lost, has none
     */
    static Timelines of(long timeline, Optional<String> history) {
        return new Timelines(
                timeline,
                history.orElse("")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Fork::parse)
                        .toList());
    }

    /** All that are on it. */
    NavigableSet<Long> way() {
        NavigableSet<Long> way = new TreeSet<>();
        forks.forEach(fork -> way.add(fork.timeline()));
        way.add(last);
        return way;
    }

    /** The timeline on which the books went on. */
    long after(Fork fork) {
        int next = forks.indexOf(fork) + 1;
        return next < forks.size() ? forks.get(next).timeline() : last;
    }

    /** Whether a backup that ended here is a place to start from. */
    boolean contains(long timeline, Lsn end) {
        return timeline == last
                || forks.stream().anyMatch(fork -> fork.timeline() == timeline && end.compareTo(fork.at()) <= 0);
    }

    boolean contains(Backup backup) {
        return contains(backup.manifest().timeline(), backup.manifest().stop());
    }

    /** Whether a segment holds something of the way. */
    boolean contains(Segment segment, long segmentBytes) {
        return segment.timeline() == last
                || forks.stream()
                        .anyMatch(fork -> fork.timeline() == segment.timeline()
                                && segment.number() <= fork.at().segment(segmentBytes));
    }
}
