package org.tallystick.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Measures the service, and beside it what one would write first and what one would write in SQL: in one run, on one
 * database, with every guard on. Arguments: {@code --quick} for a first look, {@code --seconds N}, {@code --repeats N},
 * {@code --accounts N}.
 */
public final class Benchmark {
    private final Stand stand;
    private final int seconds;
    private final Map<Scenario, List<Measurement>> measured = new LinkedHashMap<>();
    private long residentUnderLoad;

    private Benchmark(Stand stand, int seconds) {
        this.stand = stand;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        boolean quick = given.contains("--quick");
        int seconds = number(given, "--seconds", quick ? 4 : 10);
        int repeats = number(given, "--repeats", quick ? 1 : 3);
        int accounts = number(given, "--accounts", 100_000);
        Path scratch = Files.createTempDirectory("tallystick-bench");
        try (Stand stand = Stand.build(scratch, accounts)) {
            Benchmark benchmark = new Benchmark(stand, seconds);
            benchmark.warmUp();
            for (int i = 0; i < repeats; i++) {
                for (Scenario scenario : Scenario.all(quick)) {
                    benchmark.measure(scenario);
                }
            }
            stand.verify();
            Report report = new Report(stand, benchmark.measured, seconds, repeats, benchmark.residentUnderLoad);
            System.out.println(report.text());
            if (!quick) {
                System.out.println("Written to " + report.write());
            }
        }
    }

    private static int number(List<String> given, String name, int otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
    }

    private void warmUp() throws Exception {
        for (Scenario scenario : Scenario.all(true)) {
            run(scenario, stand.token(), Math.min(seconds, 5));
        }
        stand.books().execute("ANALYZE");
    }

    private void measure(Scenario scenario) throws Exception {
        String token = stand.token();
        long service = serviceCpu(scenario);
        long postgres = CpuTime.ofTree(stand.books().postmaster());
        long wal = stand.books().walBytes();
        long trades = stand.books().trades();
        Load load = run(scenario, token, seconds);
        long booked = stand.books().trades() - trades;
        check(scenario, load, booked);
        Measurement measurement = Measurement.of(
                load,
                scenario,
                serviceCpu(scenario) - service,
                CpuTime.ofTree(stand.books().postmaster()) - postgres,
                stand.books().walBytes() - wal,
                booked);
        measured.computeIfAbsent(scenario, any -> new ArrayList<>()).add(measurement);
        residentUnderLoad = Math.max(residentUnderLoad, CpuTime.residentBytes(stand.service().pid()));
        System.err.printf("%-45s %-16s %5d %9.0f/s%n", scenario.name(), scenario.subject(), scenario.connections(),
                measurement.perSecond());
    }

    private long serviceCpu(Scenario scenario) {
        return switch (scenario.subject()) {
            case TALLYSTICK -> CpuTime.of(stand.service().pid());
            case STRAIGHTFORWARD -> CpuTime.of(stand.straightforward().pid());
            case ONE_FUNCTION -> 0;
        };
    }

    private Load run(Scenario scenario, String token, int forSeconds) throws Exception {
        String run = UUID.randomUUID().toString();
        if (scenario.subject() == Scenario.Subject.ONE_FUNCTION) {
            return Load.ofPgbench(stand.books(), scenario.connections(), forSeconds, stand.accounts(), run);
        }
        Server server =
                scenario.subject() == Scenario.Subject.TALLYSTICK ? stand.service() : stand.straightforward();
        int accounts = scenario.oneCommunity() ? stand.accounts() : stand.accounts() / Stand.COMMUNITIES;
        String communities = scenario.oneCommunity() ? Stand.ONE : String.join(",", Stand.twenty());
        List<String> arguments = scenario.writes()
                ? List.of(
                        communities,
                        String.valueOf(accounts),
                        scenario.hot() ? "hot" : "uniform",
                        String.valueOf(scenario.tradesInRequest()),
                        String.valueOf(scenario.readPercent()),
                        run)
                : List.of(communities, String.valueOf(accounts), scenario.readSuffix());
        return Load.ofWrk(
                server.uri("").toString(), token, scenario.connections(), forSeconds, scenario.script(), arguments);
    }

    /** All that was answered was answered well, and is in the books; what was still under way at the end may be there. */
    private static void check(Scenario scenario, Load load, long booked) {
        if (load.failed() > 0) {
            throw new IllegalStateException(scenario + ": " + load.failed() + " requests failed");
        }
        if (scenario.readPercent() == 0) {
            long answered = load.requests() * scenario.tradesInRequest();
            long underWay = (long) scenario.connections() * scenario.tradesInRequest();
            if (booked < answered || booked > answered + underWay) {
                throw new IllegalStateException(scenario + ": " + answered + " answered, " + booked + " booked");
            }
        }
    }
}
