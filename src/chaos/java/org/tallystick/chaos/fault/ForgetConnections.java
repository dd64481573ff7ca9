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
    public String inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        Direction direction = Chance.direction(random);
        long millis = Chance.millis(random, 500, 4_000);
        try {
            service.proxy().passage().swallow(direction);
            Chance.last(millis);
        } finally {
            service.proxy().passage().clear();
        }
        return "swallowed " + direction + " with " + service + " for " + millis + " ms, and forgot those connections";
    }
}
