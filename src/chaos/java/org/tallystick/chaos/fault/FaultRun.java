package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does what a plan says, one fault after the other, each when the installation has recovered from the last. */
public final class FaultRun {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final Installation installation;
    private final Probe probe;
    private final Consumer<String> said;
    private final FaultLog log = new FaultLog();

    /** @param said what takes the seed, and a line for each fault */
    public FaultRun(Installation installation, Probe probe, Consumer<String> said) {
        this.installation = installation;
        this.probe = probe;
        this.said = said;
    }

    /** What was done so far. */
    public FaultLog log() {
        return log;
    }

    /**
     * Returns when all is done, or when there is no time to begin another. What cannot be done here is skipped, and said.
     *
     * @throws NotRecovered if the installation does not take payments again within a minute of a fault
     */
    public void run(FaultPlan plan, Duration atMost) throws Exception {
        said.accept("The seed of the faults is " + plan.seed());
        Map<String, String> impossible = new LinkedHashMap<>();
        for (FaultPlan.Step step : plan.steps()) {
            step.fault().whyNot(installation).ifPresent(why -> impossible.putIfAbsent(step.fault().kind(), why));
        }
        impossible.forEach((kind, why) -> {
            log.skip(kind, why);
            said.accept("SKIPPED, EVERY TIME: " + kind + ", for " + why);
        });
        long end = System.nanoTime() + atMost.toNanos();
        int number = 0;
        for (FaultPlan.Step step : plan.steps()) {
            number++;
            if (System.nanoTime() > end) {
                return;
            }
            if (!impossible.containsKey(step.fault().kind())) {
                inject("%d/%d ".formatted(number, plan.steps().size()), step.fault(), step.random());
            }
        }
    }

    private void inject(String place, Fault fault, SplittableRandom random) throws Exception {
        Recovery recovery = probe.watch();
        try {
            said.accept(place + fault.kind() + " begins");
            String what = fault.inject(installation, random);
            recovery.causeEnded(System.nanoTime());
            awaitRecovery(fault.kind() + ": " + what, recovery);
            FaultRecord done =
                    new FaultRecord(fault.kind(), what, recovery.toRecover(), recovery.longestGap(), recovery.others());
            log.add(done);
            said.accept(place + done);
        } finally {
            probe.forget(recovery);
        }
        Chance.last(Chance.millis(random, 200, 1_000));
    }

    private void awaitRecovery(String what, Recovery recovery) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (!recovery.isRecovered()) {
            if (System.nanoTime() > end) {
                List<Instance> waitingFor = recovery.waitingFor().stream()
                        .map(installation.services()::get)
                        .toList();
                throw new NotRecovered(what + ". After " + LONGEST_RECOVERY.toSeconds() + " s " + waitingFor
                        + " do not take payments again. The probe was answered " + recovery.others()
                        + "; not ready: " + installation.notReady() + "; the database answers: "
                        + installation.postgres().answers());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
