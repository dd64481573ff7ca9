package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** Connections to the database are reset: some of one service, or all of both. */
final class CutConnections implements Fault {
    @Override
    public String kind() {
        return "cut-connections";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) {
        if (random.nextBoolean()) {
            int cut = installation.services().stream()
                    .mapToInt(service -> service.proxy().cut(1, random))
                    .sum();
            return "cut all " + cut + " connections";
        }
        Instance service = installation.anyService(random);
        return "cut " + service.proxy().cut(random.nextDouble(0.2, 1), random) + " connections of " + service;
    }
}
