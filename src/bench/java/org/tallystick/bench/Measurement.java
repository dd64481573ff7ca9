package org.tallystick.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of a scenario.
 *
 * @param perSecond trades a second, or reads where nothing is written
 * @param serviceMicros of CPU for each, likewise the two after it
 * @param walBytes of write-ahead log for each trade
 */
record Measurement(
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        double serviceMicros,
        double postgresMicros,
        double generatorMicros,
        double walBytes) {

    static Measurement of(Load load, Scenario scenario, long serviceCpu, long postgresCpu, long wal, long booked) {
        double units = scenario.writes() && scenario.readPercent() == 0 ? booked : load.requests();
        return new Measurement(
                units / load.seconds(),
                load.p50Micros() / 1e3,
                load.p99Micros() / 1e3,
                load.maxMicros() / 1e3,
                serviceCpu / units,
                postgresCpu / units,
                load.cpuMicros() / units,
                booked == 0 ? 0 : (double) wal / booked);
    }

    static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        List<Double> sorted = runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double least(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return runs.stream().mapToDouble(figure).min().orElseThrow();
    }

    static double most(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return runs.stream().mapToDouble(figure).max().orElseThrow();
    }
}
