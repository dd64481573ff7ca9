package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.tallystick.platform.StartFailure;

/**
 * From which backup to begin, and along which segments to go on.
 *
 * @param backup where it begins
 * @param timelines the way
 * @param sources where segments are
 */
record WayBack(Backup backup, Timelines timelines, List<WalFiles> sources) {

    /**
     * The newest backup from which the instant, or the end, can be reached.
     *
     * @throws StartFailure if there is none
     */
    static WayBack find(Backups backups, Optional<Instant> instant) throws IOException {
        List<Backup> all = backups.all();
        if (all.isEmpty()) {
            throw new StartFailure(
                    "There is no backup in " + backups.directory().path() + ".");
        }
        List<WalFiles> sources = new ArrayList<>();
        all.forEach(backup -> sources.add(backup.wal()));
        sources.add(
                new WalFiles(backups.directory().wal(), all.get(0).manifest().segmentBytes()));
        Timelines timelines = latest(all, sources);
        List<Backup> onTheWay = all.stream()
                .filter(backup -> timelines.contains(
                        backup.manifest().timeline(), backup.manifest().stop()))
                .toList();
        Backup chosen = onTheWay.stream()
                .filter(backup -> instant.isEmpty() || !backup.stoppedAt().isAfter(instant.get()))
                .max(Comparator.comparing(Backup::stoppedAt))
                .orElseThrow(() -> new StartFailure("No backup reaches back to "
                        + instant.map(Instant::toString).orElse("it")
                        + "; the earliest instant that can be restored is "
                        + onTheWay.stream()
                                .map(Backup::stoppedAt)
                                .min(Comparator.naturalOrder())
                                .map(Instant::toString)
                                .orElse("none")
                        + "."));
        return new WayBack(chosen, timelines, sources);
    }

    /** A restore begins a timeline with the next number, and the books go on from there. */
    private static Timelines latest(List<Backup> all, List<WalFiles> sources) throws IOException {
        Map<Long, String> histories = new HashMap<>();
        for (WalFiles source : sources) {
            for (Path history : source.histories()) {
                String name = history.getFileName().toString();
                histories.put(
                        Long.parseLong(name.substring(0, name.length() - WalFiles.HISTORY.length()), 16),
                        Files.readString(history));
            }
        }
        long last = all.stream()
                .mapToLong(backup -> backup.manifest().timeline())
                .max()
                .orElse(1);
        for (long timeline : histories.keySet()) {
            last = Math.max(last, timeline);
        }
        return Timelines.of(last, Optional.ofNullable(histories.get(last)));
    }

    /** Puts all that the way needs into one directory, unpacked. */
    void layOut(Path directory) throws IOException {
        for (WalFiles source : sources) {
            for (Path history : source.histories()) {
                Path target = directory.resolve(history.getFileName());
                if (!Files.exists(target)) {
                    Files.copy(history, target);
                }
            }
            for (Segment segment : needed(source)) {
                source.unpack(segment, directory);
            }
        }
    }

    /**
     * The first segment that is missing between others: behind it nothing can be restored, and PostgreSQL would take what is
     * before it for everything.
     */
    Optional<Segment> missing() throws IOException {
        NavigableSet<Segment> all = new TreeSet<>();
        for (WalFiles source : sources) {
            all.addAll(needed(source));
        }
        long expected = first();
        for (Segment segment : all) {
            if (segment.number() > expected) {
                return Optional.of(new Segment(segment.timeline(), expected));
            }
            expected = segment.number() + 1;
        }
        long stop = backup.manifest().stop().value() - 1;
        long last = new Lsn(stop).segment(backup.manifest().segmentBytes());
        return expected <= last ? Optional.of(new Segment(backup.manifest().timeline(), expected)) : Optional.empty();
    }

    private NavigableSet<Segment> needed(WalFiles source) throws IOException {
        NavigableSet<Segment> needed = new TreeSet<>();
        for (Segment segment : source.segments()) {
            if (segment.number() >= first() && timelines.contains(segment, source.segmentBytes())) {
                needed.add(segment);
            }
        }
        return needed;
    }

    private long first() {
        return backup.manifest().start().segment(backup.manifest().segmentBytes());
    }
}
