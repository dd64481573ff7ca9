package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Breaks an installation, and has the probe see when it takes payments again. */
final class ProbedInjector implements Injector {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final Installation installation;
    private final Probe probe;

    ProbedInjector(Installation installation, Probe probe) {
        this.installation = installation;
        this.probe = probe;
    }

    @Override
    public Optional<String> whyNot(Fault fault) {
        return fault.whyNot(installation);
    }

    @Override
    public FaultRecord inject(Fault fault, SplittableRandom random) throws Exception {
        Recovery recovery = probe.watch();
        try {
            Effect effect = fault.inject(installation, random);
            recovery.causeEnded(System.nanoTime());
            awaitRecovery(fault.kind() + ": " + effect, recovery);
            Chance.last(Chance.millis(random, 200, 1_000));
            return new FaultRecord(
                    fault.kind(), effect, recovery.toRecover(), recovery.longestGap(), recovery.others());
        } finally {
            probe.forget(recovery);
        }
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
