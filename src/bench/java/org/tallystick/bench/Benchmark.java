package org.tallystick.bench;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the service, and beside it what one would write first and what one would write in SQL: in one run, on one
 * database, with every guard on. Arguments: {@code --quick} for a first look, {@code --seconds N}, {@code --repeats N},
 * {@code --accounts N}.
 */
public final class Benchmark {
    private static final int LONG_WARM_UP = 6;

    private final Stand stand;
    private final Experiment experiment;
    private final int seconds;
    private final Map<Scenario, List<Measurement>> measured = new LinkedHashMap<>();
    private long residentUnderLoad;

    private Benchmark(Stand stand, Server straightforward, int seconds) {
        this.stand = stand;
        this.experiment = new Experiment(
                stand,
                Map.of(
                        Scenario.Subject.TALLYSTICK,
                        stand.service(),
                        Scenario.Subject.STRAIGHTFORWARD,
                        straightforward));
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        boolean quick = given.contains("--quick");
        int seconds = Arguments.number(given, "--seconds", quick ? 4 : 10);
        int repeats = Arguments.number(given, "--repeats", quick ? 1 : 3);
        int accounts = Arguments.number(given, "--accounts", 100_000);
        Path scratch = Files.createTempDirectory("tallystick-bench");
        try (Stand stand = Stand.ofMany(scratch, accounts);
                Server straightforward = Straightforward.beside(stand, scratch)) {
            stand.books().prepareOneFunction(Stand.ONE);
            Benchmark benchmark = new Benchmark(stand, straightforward, seconds);
            benchmark.warmUp();
            for (int i = 0; i < repeats; i++) {
                for (Scenario scenario : Scenario.all(quick)) {
                    benchmark.measure(scenario);
                }
            }
            stand.verify();
            Report report = new Report(
                    stand,
                    benchmark.measured,
                    "%d runs of %d s".formatted(repeats, seconds),
                    benchmark.residentUnderLoad,
                    Besides.of(stand, scratch));
            System.out.println(report.text());
            if (!quick) {
                System.out.println("Written to " + report.write());
            }
        }
    }

    /** The compiler needs a minute beside the load until it has done with the path of a trade, of either service. */
    private void warmUp() throws Exception {
        Set<Scenario.Subject> first = EnumSet.noneOf(Scenario.Subject.class);
        for (Scenario scenario : Scenario.all(true)) {
            experiment.warmUp(scenario, first.add(scenario.subject()) ? LONG_WARM_UP * seconds : seconds);
        }
        stand.books().execute("ANALYZE");
    }

    private void measure(Scenario scenario) throws Exception {
        Measurement measurement = experiment.measure(scenario, seconds);
        measured.computeIfAbsent(scenario, any -> new ArrayList<>()).add(measurement);
        residentUnderLoad = Math.max(
                residentUnderLoad, CpuTime.residentBytes(stand.service().pid()));
        System.err.printf(
                "%-45s %-16s %5d %9.0f/s%n",
                scenario.name(), scenario.subject(), scenario.connections(), measurement.perSecond());
    }
}
