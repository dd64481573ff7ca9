package org.tallystick.bench;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures how fast trades are recorded by this build, against another one, which is {@code --before JAR}: with 256 and 16 connections, in
 * {@code --pairs N} (5) of {@code --seconds N} (12), the one that goes first alternating. For each pair both are started anew, each on
 * a fresh database: one launch of the same build differs from another by a tenth and more, as its compiler decides, and pairs of one
 * launch tell nothing of that. The other build's tables are filled as this one's are; it need not know more than its own first steps of
 * the API.
 */
public final class Compare {
    private static final int ACCOUNTS = 20_000;
    private static final int WARM_UP_SECONDS = 45;
    private static final int[] CONNECTIONS = {256, 16};

    private final Path other;
    private final int seconds;
    private final Map<Integer, Pairs> results = new LinkedHashMap<>();

    private Compare(Path other, int seconds) {
        this.other = other;
        this.seconds = seconds;
        for (int connections : CONNECTIONS) {
            results.put(connections, new Pairs(new Ratios(), new ArrayList<>(), new ArrayList<>()));
        }
    }

    /** What was measured with so many connections. */
    private record Pairs(Ratios ratios, List<Measurement> before, List<Measurement> after) {
        void add(Measurement one, Measurement other) {
            before.add(one);
            after.add(other);
            ratios.add(other.perSecond(), one.perSecond());
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Compare compare = new Compare(
                Path.of(Arguments.text(given, "--before")), Arguments.number(given, "--seconds", 12));
        int pairs = Arguments.number(given, "--pairs", 5);
        for (int i = 0; i < pairs; i++) {
            compare.launch(i % 2 == 0);
        }
        compare.print();
    }

    private void launch(boolean beforeGoesFirst) throws Exception {
        Path scratch = Files.createTempDirectory("tallystick-compare");
        Files.createDirectories(scratch.resolve("before"));
        Files.createDirectories(scratch.resolve("after"));
        try (Stand before = Stand.ofOne(other, scratch.resolve("before"), ACCOUNTS);
                Stand after = Stand.ofOne(Stand.SERVICE, scratch.resolve("after"), ACCOUNTS)) {
            Experiment one = of(before);
            Experiment other = of(after);
            for (int connections : CONNECTIONS) {
                Scenario trades = Scenario.trades(Scenario.Subject.TALLYSTICK, connections, true, false, 1, 0);
                if (connections == CONNECTIONS[0]) {
                    one.warmUp(trades, WARM_UP_SECONDS);
                    other.warmUp(trades, WARM_UP_SECONDS);
                }
                // Whoever goes second finds a warmer or a more tired machine: they take turns.
                Measurement first = (beforeGoesFirst ? one : other).measure(trades, seconds);
                Measurement second = (beforeGoesFirst ? other : one).measure(trades, seconds);
                Objects.requireNonNull(results.get(connections))
                        .add(beforeGoesFirst ? first : second, beforeGoesFirst ? second : first);
            }
            before.verify();
            after.verify();
        }
    }

    private static Experiment of(Stand stand) {
        return new Experiment(stand, Map.of(Scenario.Subject.TALLYSTICK, stand.service()));
    }

    private void print() {
        System.out.println("| connections, after to before | " + Ratios.COLUMNS);
        System.out.println("then what a trade costs before and after: µs of processor time of the service and of PostgreSQL,"
                + " bytes of write-ahead log");
        results.forEach((connections, pairs) -> System.out.println("| " + connections + " | "
                + pairs.ratios().line() + " " + costs(pairs.before()) + " | " + costs(pairs.after()) + " |"));
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
