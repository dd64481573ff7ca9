package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** {@code kill -9} of a service. */
final class KillService implements Fault {
    @Override
    public String kind() {
        return "kill-service";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        boolean killed = service.service().kill();
        return new Effect(killed, "killed " + service);
    }
}
