package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table, with the machine that it is true of. */
final class Report {
    private final Map<Scenario, List<Measurement>> measured;
    private final String head;
    private final Map<String, String> besides;

    /** @param besides what was measured besides: each line's name and figure */
    Report(
            Stand stand,
            Map<Scenario, List<Measurement>> measured,
            String runs,
            long resident,
            Map<String, String> besides)
            throws IOException, SQLException {
        this.measured = measured;
        this.head = head(stand, runs);
        this.besides = new LinkedHashMap<>(besides);
        this.besides.put("the most memory of the service (RSS), 21 communities with twice so many accounts", resident / 1_000_000 + " MB");
    }

    private static String head(Stand stand, String runs) throws IOException, SQLException {
        return "# Benchmark of " + Results.today() + "\n\n"
                + Machine.with(stand.books()) + " " + stand.accounts()
                + " accounts as one community, and again as " + Stand.COMMUNITIES + ". Medians of " + runs
                + ", each with the least and the most. The books were verified at the end.\n\n";
    }

    String text() {
        double straightforward = best(Scenario.Subject.STRAIGHTFORWARD);
        double oneFunction = best(Scenario.Subject.ONE_FUNCTION);
        StringBuilder text = new StringBuilder(head);
        text.append(
                "| what | connections | a second | p50 ms | p99 ms | max ms | service µs | PostgreSQL µs | generator µs |"
                        + " WAL bytes | × (a) | × (b) |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        measured.forEach((scenario, runs) -> text.append(String.format(
                Locale.ROOT,
                "| %s%s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                prefix(scenario),
                scenario.name(),
                scenario.connections(),
                spread(runs),
                figure(runs, Measurement::p50Millis, "%.1f"),
                figure(runs, Measurement::p99Millis, "%.1f"),
                figure(runs, Measurement::maxMillis, "%.0f"),
                figure(runs, Measurement::serviceMicros, "%.0f"),
                figure(runs, Measurement::postgresMicros, "%.0f"),
                figure(runs, Measurement::generatorMicros, "%.0f"),
                figure(runs, Measurement::walBytes, "%.0f"),
                ratio(scenario, runs, straightforward),
                ratio(scenario, runs, oneFunction))));
        text.append("\nMicroseconds are of CPU, for each trade (each read where nothing is booked). (a) and (b) are"
                + " compared at the number of connections that suits them best; pgbench tells the mean, not the median.\n\n"
                + "| besides | |\n|---|---|\n");
        besides.forEach((name, figure) -> text.append("| " + name + " | " + figure + " |\n"));
        return text.toString();
    }

    Path write() throws IOException {
        return Results.write(Results.today() + ".md", text());
    }

    private static String prefix(Scenario scenario) {
        return switch (scenario.subject()) {
            case TALLYSTICK -> "";
            case STRAIGHTFORWARD -> "(a) straightforward service: ";
            case ONE_FUNCTION -> "(b) one SQL function, pgbench: ";
        };
    }

    private double best(Scenario.Subject subject) {
        return measured.entrySet().stream()
                .filter(line -> line.getKey().subject() == subject)
                .mapToDouble(line -> Measurement.median(line.getValue(), Measurement::perSecond))
                .max()
                .orElseThrow();
    }

    private static String spread(List<Measurement> runs) {
        return String.format(
                Locale.ROOT,
                "**%,.0f** (%,.0f–%,.0f)",
                Measurement.median(runs, Measurement::perSecond),
                Measurement.least(runs, Measurement::perSecond),
                Measurement.most(runs, Measurement::perSecond));
    }

    private static String figure(List<Measurement> runs, ToDoubleFunction<Measurement> figure, String format) {
        double median = Measurement.median(runs, figure);
        return median == 0 ? "" : String.format(Locale.ROOT, format, median);
    }

    private static String ratio(Scenario scenario, List<Measurement> runs, double baseline) {
        boolean comparable =
                scenario.subject() == Scenario.Subject.TALLYSTICK && scenario.writes() && scenario.readPercent() == 0;
        return comparable
                ? String.format(Locale.ROOT, "%.1f", Measurement.median(runs, Measurement::perSecond) / baseline)
                : "";
    }
}
