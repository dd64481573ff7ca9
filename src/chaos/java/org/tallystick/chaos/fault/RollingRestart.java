package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.SplittableRandom;

/** One service after the other is stopped in good order, and started again. */
final class RollingRestart implements Fault {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @Override
    public String kind() {
        return "rolling-restart";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        StringBuilder said = new StringBuilder("restarted");
        for (Instance service : installation.services()) {
            long begun = System.nanoTime();
            int starts = service.service().starts();
            service.service().signal("TERM");
            Installation.await(
                    service + " is not ready again after SIGTERM",
                    LONGEST,
                    () -> service.service().starts() > starts && service.isReady());
            said.append(" %s (%.1f s)".formatted(service, (System.nanoTime() - begun) / 1e9));
        }
        return Effect.of(said.toString());
    }
}
