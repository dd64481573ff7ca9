package org.tallystick.chaos.fault;

import java.util.List;
import java.util.SplittableRandom;

/** The database stands still for some seconds, and then goes on as if nothing had been. */
final class PausePostgres implements Fault {
    @Override
    public String kind() {
        return "pause-postgres";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws Exception {
        long millis = Chance.millis(random, 1_000, 5_000);
        try {
            // The first process first: it has no more children then.
            Signals.send("STOP", List.of(installation.postgres().server().pid()));
            Signals.send("STOP", installation.postgres().tree());
            Chance.last(millis);
        } finally {
            Signals.send("CONT", installation.postgres().tree());
        }
        return "paused PostgreSQL for " + millis + " ms";
    }
}
