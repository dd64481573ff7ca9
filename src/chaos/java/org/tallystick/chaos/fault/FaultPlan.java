package org.tallystick.chaos.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.tallystick.chaos.fault.CommitCut.When;

/** Which faults, in which order, and what chance each is given: the same from the same seed. */
public final class FaultPlan {
    /**
     * A fault in its place.
     *
     * @param random all that is left to chance in it
     */
    public record Step(Fault fault, SplittableRandom random) {}

    private final long seed;
    private final List<Step> steps;

    private FaultPlan(long seed, List<Step> steps) {
        this.seed = seed;
        this.steps = List.copyOf(steps);
    }

    /** Every kind that there is. */
    public static List<Fault> allKinds() {
        return List.of(
                new KillService(),
                new KillPostmaster(),
                new KillBackend(),
                new TerminateBackends(),
                new PauseService(),
                new PausePostgres(),
                new CutConnections(),
                new DelayConnections(),
                new StallConnections(),
                new ForgetConnections(),
                new HalfClose(),
                new CutInCommit(When.BEFORE_IT_ARRIVES),
                new CutInCommit(When.BEFORE_ITS_ANSWER),
                new DiskFull(),
                new ClockBack(),
                new PoolExhausted(),
                new VanishingClients(),
                new RollingRestart());
    }

    /** Every kind so many times, and each once before any comes again, so that a short run has seen them all. */
    public static FaultPlan of(long seed, int each) {
        return of(seed, each, allKinds());
    }

    static FaultPlan of(long seed, int each, List<Fault> kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < each; round++) {
            List<Fault> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            shuffled.forEach(fault -> steps.add(new Step(fault, random.split())));
        }
        return new FaultPlan(seed, steps);
    }

    public long seed() {
        return seed;
    }

    public List<Step> steps() {
        return steps;
    }
}
