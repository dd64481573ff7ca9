package org.tallystick.chaos.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.tallystick.chaos.fault.CommitCut.When;

/**
 * Which faults, in which order, and what chance each is given: the same from the same seed. It has no end; each kind comes once
 * before any comes again.
 */
public final class FaultPlan {
    /**
     * A fault in its place.
     *
     * @param random all that is left to chance in it
     */
    record Step(Fault fault, SplittableRandom random) {}

    private final long seed;
    private final List<Fault> kinds;

    private FaultPlan(long seed, List<Fault> kinds) {
        this.seed = seed;
        this.kinds = List.copyOf(kinds);
    }

    /** Every kind that there is. */
    static List<Fault> allKinds() {
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

    /** Of every kind that there is. */
    public static FaultPlan of(long seed) {
        return of(seed, allKinds());
    }

    static FaultPlan of(long seed, List<Fault> kinds) {
        return new FaultPlan(seed, kinds);
    }

    public long seed() {
        return seed;
    }

    List<Fault> kinds() {
        return kinds;
    }

    /** What the kinds are called. */
    public List<String> names() {
        return kinds.stream().map(Fault::kind).toList();
    }

    /**
     * Every kind once, in an order of its own.
     *
     * @param number of the round, from 0
     */
    List<Step> round(int number) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int earlier = 0; earlier < number; earlier++) {
            seeds.nextLong();
        }
        SplittableRandom random = new SplittableRandom(seeds.nextLong());
        List<Fault> shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled.stream().map(fault -> new Step(fault, random.split())).toList();
    }
}
