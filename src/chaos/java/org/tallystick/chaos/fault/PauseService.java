package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** A service stands still for some seconds, and then goes on as if nothing had been. */
final class PauseService implements Fault {
    @Override
    public String kind() {
        return "pause-service";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        Instance service = installation.anyService(random);
        long millis = Chance.millis(random, 1_000, 5_000);
        boolean stopped;
        try {
            stopped = service.service().signal("STOP");
            Chance.last(millis);
        } finally {
            service.service().signal("CONT");
        }
        return new Effect(stopped, "paused " + service + " for " + millis + " ms");
    }
}
