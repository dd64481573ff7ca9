package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that was done in a run, what came of it, and what could not be done. Several threads may use it. */
public final class FaultLog {
    private final List<FaultRecord> records = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final Map<String, Integer> withoutEffect = new TreeMap<>();

    synchronized void add(FaultRecord next) {
        records.add(next);
    }

    synchronized void skip(String kind, String why) {
        skipped.put(kind, why);
    }

    /** It met nothing, however often it was tried. */
    synchronized void hadNoEffect(String kind) {
        withoutEffect.merge(kind, 1, Integer::sum);
    }

    /** How many were done. */
    public synchronized int done() {
        return records.size();
    }

    /**
     * What a run lacks that was to do every kind so often, a sentence each; empty if it did, and each had an effect whenever it
     * came.
     */
    public synchronized List<String> shortOf(Collection<String> kinds, int each) {
        List<String> lacking = new ArrayList<>();
        for (String kind : kinds) {
            long times = records.stream().filter(done -> done.kind().equals(kind)).count();
            if (times < each) {
                String why = skipped.containsKey(kind) ? ", for " + skipped.get(kind) : "";
                lacking.add("%s came %d of %d times%s".formatted(kind, times, each, why));
            }
        }
        withoutEffect.forEach((kind, times) -> lacking.add("%s had no effect %d times".formatted(kind, times)));
        return lacking;
    }

    /** A line a kind, in Markdown, with all figures in seconds. */
    public synchronized String table() {
        StringBuilder table = new StringBuilder(
                """
                | fault | times | to recover, median | longest | gap, median | longest |
                |---|---:|---:|---:|---:|---:|
                """);
        new TreeMap<>(records.stream().collect(Collectors.groupingBy(FaultRecord::kind)))
                .forEach((kind, times) -> table.append(line(kind, times)));
        skipped.forEach((kind, why) -> table.append("| `%s` | SKIPPED: %s | | | | |\n".formatted(kind, why)));
        withoutEffect.forEach(
                (kind, times) -> table.append("| `%s` | WITHOUT EFFECT: %d | | | | |\n".formatted(kind, times)));
        return table.toString();
    }

    private static String line(String kind, List<FaultRecord> times) {
        List<Double> recoveries = sorted(times, FaultRecord::toRecover);
        List<Double> gaps = sorted(times, FaultRecord::longestGap);
        return "| `%s` | %d | %.2f | %.2f | %.2f | %.2f |\n"
                .formatted(
                        kind, times.size(), median(recoveries), longest(recoveries), median(gaps), longest(gaps));
    }

    private static List<Double> sorted(List<FaultRecord> times, Function<FaultRecord, Duration> figure) {
        return times.stream().map(figure).map(FaultRecord::seconds).sorted().toList();
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double longest(List<Double> sorted) {
        return sorted.get(sorted.size() - 1);
    }
}
