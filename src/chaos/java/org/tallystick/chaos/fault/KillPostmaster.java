package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** {@code kill -9} of the database's first process; the others end when they see it. */
final class KillPostmaster implements Fault {
    @Override
    public String kind() {
        return "kill-postmaster";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        boolean killed = installation.postgres().server().kill();
        return new Effect(killed, "killed the postmaster");
    }
}
