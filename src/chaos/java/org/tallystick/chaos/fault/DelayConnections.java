package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** Between a service and the database, each piece of what is said takes its time for some seconds. */
final class DelayConnections implements Fault {
    @Override
    public String kind() {
        return "delay-connections";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        long delay = Chance.millis(random, 200, 2_000);
        long millis = Chance.millis(random, 3_000, 6_000);
        try {
            service.proxy().passage().delay(delay);
            Chance.last(millis);
        } finally {
            service.proxy().passage().clear();
        }
        return "delayed " + service + " by " + delay + " ms for " + millis + " ms";
    }
}
