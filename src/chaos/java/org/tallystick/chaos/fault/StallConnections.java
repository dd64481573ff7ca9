package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** For some seconds nothing gets through in one direction; then all of it does, as when a network is mended. */
final class StallConnections implements Fault {
    @Override
    public String kind() {
        return "stall-connections";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        Direction direction = Chance.direction(random);
        long millis = Chance.millis(random, 2_000, 6_000);
        int met;
        try {
            service.proxy().passage().stall(direction);
            Chance.last(millis);
            met = service.proxy().passage().met();
        } finally {
            service.proxy().passage().clear();
        }
        return new Effect(met > 0, "held back " + direction + " with " + service + " for " + millis + " ms" + ": " + met + " pieces");
    }
}
