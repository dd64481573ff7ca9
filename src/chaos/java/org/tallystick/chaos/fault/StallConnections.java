package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** For some seconds nothing gets through in one direction; then all of it does, as when a network is mended. */
final class StallConnections implements Fault {
    @Override
    public String kind() {
        return "stall-connections";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        Direction direction = Chance.direction(random);
        long millis = Chance.millis(random, 2_000, 6_000);
        try {
            service.proxy().passage().stall(direction);
            Chance.last(millis);
        } finally {
            service.proxy().passage().clear();
        }
        return "held back " + direction + " with " + service + " for " + millis + " ms";
    }
}
