package org.tallystick.chaos.fault;

import java.util.List;
import java.util.SplittableRandom;

/** Connections end in one direction while the other seems to work; after some seconds they are gone. */
final class HalfClose implements Fault {
    @Override
    public String kind() {
        return "half-close";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        Direction direction = Chance.direction(random);
        long millis = Chance.millis(random, 1_000, 4_000);
        List<ProxiedConnection> closed = service.proxy().halfCloseAll(direction);
        Chance.last(millis);
        closed.forEach(ProxiedConnection::cut);
        return new Effect(
                !closed.isEmpty(),
                "ended " + direction + " on " + closed.size() + " connections of " + service + ", and the rest "
                        + millis + " ms later");
    }
}
