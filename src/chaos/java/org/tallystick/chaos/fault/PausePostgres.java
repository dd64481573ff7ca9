package org.tallystick.chaos.fault;

import java.util.SplittableRandom;

/** The database stands still for some seconds, and then goes on as if nothing had been. */
final class PausePostgres implements Fault {
    @Override
    public String kind() {
        return "pause-postgres";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        long millis = Chance.millis(random, 1_000, 5_000);
        boolean stopped;
        try {
            // The first process first: it has no more children then.
            stopped = installation.postgres().server().signal("STOP");
            Signals.send("STOP", installation.postgres().tree());
            Chance.last(millis);
        } finally {
            Signals.send("CONT", installation.postgres().tree());
        }
        return new Effect(stopped, "paused PostgreSQL for " + millis + " ms");
    }
}
