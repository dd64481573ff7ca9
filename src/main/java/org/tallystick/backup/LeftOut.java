package org.tallystick.backup;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.platform.StartFailure;

/**
 * What restores have left out. An instant in such a stretch has two kinds of books: those that were left out, and those as they
 * were when they went on. The way to the latest timeline would give the second without a word.
 *
 * @param onTheWay the backups from which the way can begin
 * @param sources where segments are
 */
record LeftOut(Timelines timelines, Histories histories, List<Backup> onTheWay, List<WalFiles> sources) {
    LeftOut {
        onTheWay = List.copyOf(onTheWay);
        sources = List.copyOf(sources);
    }

    /**
     * When in doubt it is refused, and whoever restores says which books are meant.
     *
     * @throws StartFailure if the instant is in a stretch that was left out
     */
    void refuse(Instant instant) throws IOException {
        for (Fork fork : timelines.forks()) {
            long next = timelines.after(fork);
            Optional<Instant> from = from(fork);
            Optional<Instant> wentOn = wentOnAt(fork);
            if (from.isPresent()
                    && wentOn.isPresent()
                    && !instant.isBefore(from.get())
                    && instant.isBefore(wentOn.get())) {
                throw new StartFailure("At " + instant + " there were books that a restore has left out since: those of timeline "
                        + fork.timeline() + ", from " + from.get() + " on. The books went on at " + wentOn.get()
                        + ", on timeline " + next + ". Add --timeline " + fork.timeline()
                        + " to restore what was left out, or --timeline " + next
                        + " for the books as they were when they went on.");
            }
        }
    }

    /**
     * The first commit that was left out. PostgreSQL notes it of a restore to an instant; one that took all that there was has left
     * something out only if the old database wrote on, and then at the earliest after the last backup before.
     */
    private Optional<Instant> from(Fork fork) throws IOException {
        if (fork.leftOutFrom().isPresent() || !isGoneOn(fork)) {
            return fork.leftOutFrom();
        }
        return Optional.of(onTheWay.stream()
                .filter(backup -> backup.manifest().stop().compareTo(fork.at()) <= 0)
                .map(Backup::stoppedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH));
    }

    private boolean isGoneOn(Fork fork) throws IOException {
        for (WalFiles source : sources) {
            long last = new Lsn(fork.at().value() - 1).segment(source.segmentBytes());
            if (source.segments().stream()
                    .anyMatch(segment -> segment.timeline() == fork.timeline() && segment.number() > last)) {
                return true;
            }
        }
        return false;
    }

    /** At the latest: its history was there, and so was the database of the first backup. */
    private Optional<Instant> wentOnAt(Fork fork) {
        long next = timelines.after(fork);
        return Stream.concat(
                        Optional.ofNullable(histories.writtenAt().get(next)).stream(),
                        onTheWay.stream()
                                .filter(backup -> backup.manifest().timeline() >= next)
                                .map(backup -> backup.manifest().startedAt()))
                .min(Comparator.naturalOrder());
    }
}
