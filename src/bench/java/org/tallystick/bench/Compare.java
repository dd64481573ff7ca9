package org.tallystick.bench;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast trades are recorded by this build, against another one, which is {@code --before JAR}: each on a database of
 * its own, in {@code --pairs N} (5) alternated pairs of {@code --seconds N} (12), with 16 and 256 connections. The other build's
 * tables are filled as this one's are; it need not know more than its own first steps of the API.
 */
public final class Compare {
    private static final int ACCOUNTS = 20_000;
    private static final int WARM_UP_SECONDS = 45;

    private final List<Experiment> builds;
    private final int seconds;
    private final int pairs;

    private Compare(Stand before, Stand after, int seconds, int pairs) {
        this.builds = List.of(of(before), of(after));
        this.seconds = seconds;
        this.pairs = pairs;
    }

    private static Experiment of(Stand stand) {
        return new Experiment(stand, Map.of(Scenario.Subject.TALLYSTICK, stand.service()));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Path other = Path.of(Arguments.text(given, "--before"));
        int seconds = Arguments.number(given, "--seconds", 12);
        int pairs = Arguments.number(given, "--pairs", 5);
        Path scratch = Files.createTempDirectory("tallystick-compare");
        Files.createDirectories(scratch.resolve("before"));
        Files.createDirectories(scratch.resolve("after"));
        try (Stand before = Stand.ofOne(other, scratch.resolve("before"), ACCOUNTS);
                Stand after = Stand.ofOne(Stand.SERVICE, scratch.resolve("after"), ACCOUNTS)) {
            Compare compare = new Compare(before, after, seconds, pairs);
            System.out.println("| connections, after to before | " + Ratios.COLUMNS);
            System.out.println("then what a trade costs before and after: µs of processor time of the service and of PostgreSQL,"
                    + " bytes of write-ahead log");
            for (int connections : new int[] {256, 16}) {
                compare.with(connections);
            }
            before.verify();
            after.verify();
        }
    }

    private void with(int connections) throws Exception {
        Scenario trades = Scenario.trades(Scenario.Subject.TALLYSTICK, connections, true, false, 1, 0);
        for (Experiment build : builds) {
            build.warmUp(trades, WARM_UP_SECONDS);
        }
        Ratios ratios = new Ratios();
        List<List<Measurement>> runs = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < pairs; i++) {
            // Whoever goes second finds a warmer or a more tired machine: they take turns.
            for (int build : i % 2 == 0 ? new int[] {0, 1} : new int[] {1, 0}) {
                runs.get(build).add(builds.get(build).measure(trades, seconds));
            }
            ratios.add(runs.get(1).get(i).perSecond(), runs.get(0).get(i).perSecond());
        }
        System.out.println("| " + connections + " | " + ratios.line() + " " + costs(runs.get(0)) + " | "
                + costs(runs.get(1)) + " |");
    }

    /** What a trade costs, which other programs on the machine disturb less than they do its speed. */
    private static String costs(List<Measurement> runs) {
        return "%.0f + %.0f, %.0f"
                .formatted(
                        Measurement.median(runs, Measurement::serviceMicros),
                        Measurement.median(runs, Measurement::postgresMicros),
                        Measurement.median(runs, Measurement::walBytes));
    }
}
