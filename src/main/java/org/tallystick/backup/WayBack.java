package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.StartFailure;

/**
 * From which backup to begin, and along which segments to go on.
 *
 * @param backup where it begins
 * @param timelines the way
 * @param sources where segments are
 */
record WayBack(Backup backup, Timelines timelines, List<WalFiles> sources) {

    /** By their place in the log, for a clock may have been wrong. */
    static final Comparator<Backup> BY_AGE =
            Comparator.comparing((Backup backup) -> backup.manifest().stop()).thenComparing(Backup::stoppedAt);

    /**
     * The newest backup from which the instant, or the end, can be reached.
     *
     * @throws StartFailure if there is none, or a restore has left out the books of the instant
     */
    static WayBack find(Backups backups, RestorePoint point) throws IOException {
        return find(backups.directory(), backups.all(), point);
    }

    /** The same, from some of the backups in the directory. */
    static WayBack find(ArchiveDirectory directory, List<Backup> all, RestorePoint point) throws IOException {
        if (all.isEmpty()) {
            throw new StartFailure("There is no backup in " + directory.path() + ".");
        }
        List<WalFiles> sources = sources(directory, all);
        Histories histories = Histories.of(sources);
        Timelines timelines = timelines(all, histories, point);
        List<Backup> onTheWay = all.stream().filter(timelines::contains).toList();
        Optional<Instant> instant = point.instant();
        if (instant.isPresent() && point.timeline().isEmpty()) {
            new LeftOut(timelines, histories, onTheWay, sources).refuse(instant.get());
        }
        Backup chosen = onTheWay.stream()
                .filter(backup -> instant.isEmpty() || !backup.stoppedAt().isAfter(instant.get()))
                .max(BY_AGE)
                .orElseThrow(() -> unreachable(onTheWay, instant));
        return new WayBack(chosen, timelines, sources);
    }

    /** The way that the books have taken. There must be a backup. */
    static Timelines latest(ArchiveDirectory directory, List<Backup> all) throws IOException {
        return timelines(all, Histories.of(sources(directory, all)), RestorePoint.END);
    }

    private static List<WalFiles> sources(ArchiveDirectory directory, List<Backup> all) {
        List<WalFiles> sources = new ArrayList<>();
        all.forEach(backup -> sources.add(backup.wal()));
        sources.add(new WalFiles(directory.wal(), all.get(0).manifest().segmentBytes()));
        return sources;
    }

    private static StartFailure unreachable(List<Backup> onTheWay, Optional<Instant> instant) {
        return new StartFailure(
                "No backup reaches back to " + instant.map(Instant::toString).orElse("it")
                        + "; the earliest instant that can be restored is "
                        + onTheWay.stream()
                                .map(Backup::stoppedAt)
                                .min(Comparator.naturalOrder())
                                .map(Instant::toString)
                                .orElse("none")
                        + ".");
    }

    /** A restore begins a timeline with the next number, and the books go on from there. */
    private static Timelines timelines(List<Backup> all, Histories histories, RestorePoint point) {
        NavigableSet<Long> known = new TreeSet<>(histories.contents().keySet());
        all.forEach(backup -> known.add(backup.manifest().timeline()));
        Timelines latest = histories.wayTo(known.last());
        latest.forks().forEach(fork -> known.add(fork.timeline()));
        point.timeline().filter(timeline -> !known.contains(timeline)).ifPresent(timeline -> {
            throw new StartFailure("There is no timeline " + timeline + " in the archive; there are: "
                    + known.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        });
        return point.timeline().map(histories::wayTo).orElse(latest);
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
