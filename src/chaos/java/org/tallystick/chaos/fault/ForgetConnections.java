package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/**
 * For some seconds a firewall swallows what is said in one direction, and forgets whoever said it: on those connections nothing
 * comes through any more, and nobody is told. New ones are good again afterwards.
 */
final class ForgetConnections implements Fault {
    @Override
    public String kind() {
        return "forget-connections";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        Direction direction = Chance.direction(random);
        long millis = Chance.millis(random, 500, 4_000);
        int met;
        try {
            service.proxy().passage().swallow(direction);
            Chance.last(millis);
            met = service.proxy().passage().met();
        } finally {
            service.proxy().passage().clear();
        }
        return new Effect(met > 0, "swallowed " + direction + " with " + service + " for " + millis + " ms, "
                + met + " pieces, and forgot those connections");
    }
}
