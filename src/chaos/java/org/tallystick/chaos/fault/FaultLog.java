package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
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

    synchronized void add(FaultRecord next) {
        records.add(next);
    }

    synchronized void skip(String kind, String why) {
        skipped.put(kind, why);
    }

    public synchronized List<FaultRecord> records() {
        return List.copyOf(records);
    }

    /** Kinds that could not be done here, with the reason. */
    public synchronized Map<String, String> skipped() {
        return Map.copyOf(skipped);
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
