package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** Connections to the database are reset: some of one service, or all of both. */
final class CutConnections implements Fault {
    @Override
    public String kind() {
        return "cut-connections";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) {
        if (random.nextBoolean()) {
            int cut = installation.services().stream()
                    .mapToInt(service -> service.proxy().cut(1, random))
                    .sum();
            return new Effect(cut > 0, "cut all " + cut + " connections");
        }
        Instance service = installation.anyService(random);
        int cut = service.proxy().cut(random.nextDouble(0.2, 1), random);
        return new Effect(cut > 0, "cut " + cut + " connections of " + service);
    }
}
