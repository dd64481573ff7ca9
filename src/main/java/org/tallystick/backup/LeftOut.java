package org.tallystick.backup;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** From the first commit that was left out, to when the books went on elsewhere. */
    private record Stretch(long timeline, Instant from, long next, Instant wentOn) {
        boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(wentOn);
        }
    }

    /**
     * When in doubt it is refused, and whoever restores says which books are meant.
     *
     * @throws StartFailure if the instant is in a stretch that was left out
     */
    void refuse(Instant instant) throws IOException {
        List<Stretch> of = new ArrayList<>();
        for (Fork fork : timelines.forks()) {
            stretch(fork.timeline(), from(fork), timelines.after(fork)).ifPresent(of::add);
        }
        for (long other : new TreeSet<>(histories.contents().keySet())) {
            if (!timelines.way().contains(other)) {
                Optional<Long> next = Optional.ofNullable(timelines.way().higher(other));
                next.flatMap(timeline -> stretch(other, began(other), timeline)).ifPresent(of::add);
            }
        }
        of.removeIf(stretch -> !stretch.contains(instant));
        if (!of.isEmpty()) {
            throw refusal(instant, of);
        }
    }

    private Optional<Stretch> stretch(long timeline, Optional<Instant> from, long next) {
        return from.flatMap(first -> wentOnAt(next).map(last -> new Stretch(timeline, first, next, last)));
    }

    private static StartFailure refusal(Instant instant, List<Stretch> of) {
        Stretch last = of.get(of.size() - 1);
        return new StartFailure("At " + instant + " there were books that a restore has left out since: "
                + join(
                        of,
                        "; ",
                        stretch -> "those of timeline " + stretch.timeline() + ", from " + stretch.from() + " on")
                + ". The books went on at " + last.wentOn() + ", on timeline " + last.next() + ". Add "
                + join(of, " or ", stretch -> "--timeline " + stretch.timeline())
                + " to restore what was left out, or --timeline " + last.next()
                + " for the books as they were when they went on.");
    }

    private static String join(List<Stretch> of, String between, Function<Stretch, String> words) {
        return of.stream().map(words).collect(Collectors.joining(between));
    }

    /** A timeline that is not on the way: not before the first commit that it did not have of the one before it. */
    private Optional<Instant> began(long timeline) {
        List<Fork> forks = histories.wayTo(timeline).forks();
        return Optional.of(forks)
                .filter(some -> !some.isEmpty())
                .flatMap(some -> some.get(some.size() - 1).leftOutFrom())
                .or(() -> Optional.ofNullable(histories.writtenAt().get(timeline)));
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
    private Optional<Instant> wentOnAt(long timeline) {
        return Stream.concat(
                        Optional.ofNullable(histories.writtenAt().get(timeline)).stream(),
                        onTheWay.stream()
                                .filter(backup -> backup.manifest().timeline() >= timeline)
                                .map(backup -> backup.manifest().startedAt()))
                .min(Comparator.naturalOrder());
    }
}
