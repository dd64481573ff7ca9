package org.tallystick.chaos.ha;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tallystick.chaos.ha.Failover.Kind;

/** All failovers of a run. */
final class Failovers {
    private final List<Failover> all = new ArrayList<>();

    void add(Failover next) {
        all.add(next);
    }

    /** A line a kind, in Markdown, with all figures in seconds. */
    String table() {
        StringBuilder table = new StringBuilder(
                """
                | kind | times | another primary, median | longest | no trade, median | longest | whole again, median | longest |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """);
        for (Kind kind : Kind.values()) {
            List<Failover> times = all.stream().filter(one -> one.kind() == kind).toList();
            if (!times.isEmpty()) {
                table.append("| `%s` | %d | %s | %s | %s |\n"
                        .formatted(
                                kind,
                                times.size(),
                                figures(times, Failover::taken),
                                figures(times, Failover::refusal),
                                figures(times, Failover::whole)));
            }
        }
        return table.toString();
    }

    private static String figures(List<Failover> times, Function<Failover, Duration> figure) {
        List<Double> sorted =
                times.stream().map(figure).map(Failover::seconds).sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return "%.1f | %.1f".formatted(median, sorted.get(sorted.size() - 1));
    }
}
