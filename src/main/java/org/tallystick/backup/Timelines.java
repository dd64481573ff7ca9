package org.tallystick.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The timelines on the way to one of them. Each restore begins a new one; what was written on the old one after the place where
 * it was left does not belong to the books any more.
 *
 * @param last where the way ends
 * @param left the earlier timelines, and where each was left
 */
record Timelines(long last, Map<Long, Lsn> left) {
    Timelines {
        left = Map.copyOf(left);
    }

    /**
     * @param timeline the last one
     * @param history the content of its {@code .history} file; the first timeline, and one whose history was lost, has none
     */
    static Timelines of(long timeline, Optional<String> history) {
        Map<Long, Lsn> left = new LinkedHashMap<>();
        history.orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] words = line.split("\\s+", 3);
                    left.put(Long.parseLong(words[0]), Lsn.parse(words[1]));
                });
        return new Timelines(timeline, left);
    }

    /** Whether a backup that ended here is a place to start from. */
    boolean contains(long timeline, Lsn end) {
        Lsn leftAt = left.get(timeline);
        return timeline == last || (leftAt != null && end.compareTo(leftAt) <= 0);
    }

    /** Whether a segment holds something of the way. */
    boolean contains(Segment segment, long segmentBytes) {
        Lsn leftAt = left.get(segment.timeline());
        return segment.timeline() == last || (leftAt != null && segment.number() <= leftAt.segment(segmentBytes));
    }
}
