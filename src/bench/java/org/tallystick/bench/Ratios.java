package org.tallystick.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What came of alternated pairs of runs: each run against its neighbour, for the machine is not the same for long. */
final class Ratios {
    static final String COLUMNS = "median | least | most | trades/s to compare with, median |\n|---|---|---|---|---|";

    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> bases = new ArrayList<>();

    /** @param base trades a second of the run to compare with */
    void add(double perSecond, double base) {
        ratios.add(perSecond / base);
        bases.add(base);
    }

    /** A line of a table, after its first cell; what each pair came to is for the reader of the log. */
    String line() {
        System.err.println(ratios.stream().map("%.3f"::formatted).collect(Collectors.joining(" ")));
        return "%.2f | %.2f | %.2f | %,.0f |"
                .formatted(
                        middle(ratios),
                        ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                        ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                        middle(bases));
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
