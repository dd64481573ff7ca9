package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** Between a service and the database, each piece of what is said takes its time for some seconds. */
final class DelayConnections implements Fault {
    @Override
    public String kind() {
        return "delay-connections";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        long delay = Chance.millis(random, 200, 2_000);
        long millis = Chance.millis(random, 3_000, 6_000);
        int met;
        try {
            service.proxy().passage().delay(delay);
            Chance.last(millis);
            met = service.proxy().passage().met();
        } finally {
            service.proxy().passage().clear();
        }
        return new Effect(met > 0, "delayed " + service + " by " + delay + " ms for " + millis + " ms" + ": " + met + " pieces");
    }
}
