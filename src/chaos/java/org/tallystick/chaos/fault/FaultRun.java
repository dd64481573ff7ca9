package org.tallystick.chaos.fault;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Does what a plan says, one fault after the other, each when the installation has recovered from the last. */
public final class FaultRun {
    /** How often a fault that meets nothing is tried before that is taken for a failure. */
    private static final int ATTEMPTS = 4;

    private final Injector injector;
    private final LongSupplier nanoTime;
    private final Consumer<String> said;
    private final FaultLog log = new FaultLog();

    /** @param said what takes the seed, and a line for each fault */
    public FaultRun(Installation installation, Probe probe, Consumer<String> said) {
        this(new ProbedInjector(installation, probe), System::nanoTime, said);
    }

    FaultRun(Injector injector, LongSupplier nanoTime, Consumer<String> said) {
        this.injector = injector;
        this.nanoTime = nanoTime;
        this.said = said;
    }

    /** What was done so far. */
    public FaultLog log() {
        return log;
    }

    /**
     * Returns when enough is done, or when there is no time to begin another. What cannot be done here is skipped, and said;
     * that the run is worth less by it is for {@link FaultLog#shortOf} to say.
     *
     * @throws NotRecovered if the installation does not take payments again within a minute of a fault
     */
    public void run(FaultPlan plan, Extent extent) throws Exception {
        said.accept("The seed of the faults is " + plan.seed());
        Set<Fault> impossible = new HashSet<>();
        for (Fault fault : plan.kinds()) {
            Optional<String> whyNot = injector.whyNot(fault);
            if (whyNot.isPresent()) {
                impossible.add(fault);
                log.skip(fault.kind(), whyNot.get());
                said.accept("SKIPPED, EVERY TIME: " + fault.kind() + ", for " + whyNot.get());
            }
        }
        if (impossible.size() < plan.kinds().size()) {
            run(plan, extent, impossible);
        }
    }

    private void run(FaultPlan plan, Extent extent, Set<Fault> impossible) throws Exception {
        long begun = nanoTime.getAsLong();
        int number = 0;
        for (int round = 0; ; round++) {
            List<FaultPlan.Step> steps = plan.round(round);
            for (FaultPlan.Step step : steps) {
                number++;
                long nanos = nanoTime.getAsLong() - begun;
                boolean enough = round >= extent.each() && nanos >= extent.atLeast().toNanos();
                if (enough || nanos > extent.atMost().toNanos()) {
                    return;
                }
                if (!impossible.contains(step.fault())) {
                    attempt("%d/%d ".formatted(number, steps.size() * extent.each()), step.fault(), step.random());
                }
            }
        }
    }

    private void attempt(String place, Fault fault, SplittableRandom random) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            said.accept(place + fault.kind() + " begins");
            FaultRecord done = injector.inject(fault, random.split());
            said.accept(place + done);
            if (done.effect().took()) {
                log.add(done);
                return;
            }
        }
        log.hadNoEffect(fault.kind());
    }
}
