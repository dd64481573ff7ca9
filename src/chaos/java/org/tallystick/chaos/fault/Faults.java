package org.tallystick.chaos.fault;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Does every fault to an installation on which nothing but the probe pays, and prints how long each takes to recover from.
 * {@code --each N} times each, {@code --seed N}, {@code --only KIND,KIND}; what the processes wrote stays in the directory that
 * {@code --scratch DIR} names. The exit code is 1 if it did not do all of them.
 */
public final class Faults {
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(60);

    private Faults() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int each = Arguments.value(given, "--each").map(Integer::parseInt).orElse(1);
        long seed = Arguments.value(given, "--seed")
                .map(Long::parseLong)
                .orElse(ThreadLocalRandom.current().nextLong(1_000_000));
        List<String> only = Arguments.value(given, "--only").map(kinds -> List.of(kinds.split(","))).orElse(List.of());
        List<String> all = FaultPlan.of(0).names();
        if (!all.containsAll(only)) {
            throw new IllegalArgumentException("--only knows " + all);
        }
        List<Fault> kinds = FaultPlan.allKinds().stream()
                .filter(fault -> only.isEmpty() || only.contains(fault.kind()))
                .toList();
        Path scratch = Arguments.value(given, "--scratch").map(Path::of).orElse(Files.createTempDirectory("tallystick-faults"));
        FaultPlan plan = FaultPlan.of(seed, kinds);
        say("What the processes write is in " + scratch);
        try (Installation installation = Installation.start(scratch);
                Probe probe = Probe.start(installation)) {
            FaultRun run = new FaultRun(installation, probe, Faults::say);
            try {
                run.run(plan, Extent.of(each, kinds.size()));
                installation.settle(SETTLES_WITHIN);
            } finally {
                System.out.println(run.log().table());
            }
            List<String> lacking = run.log().shortOf(plan.names(), each);
            if (!lacking.isEmpty()) {
                throw new IllegalStateException("Not all was done: " + lacking);
            }
        }
    }

    private static void say(String line) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
