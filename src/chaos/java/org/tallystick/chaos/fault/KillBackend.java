package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.util.List;
import java.util.SplittableRandom;

/** {@code kill -9} of the process of one connection: the database then ends all connections and recovers. */
final class KillBackend implements Fault {
    @Override
    public String kind() {
        return "kill-backend";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        List<Long> backends;
        try (Connection superuser = installation.superuser()) {
            backends = Backends.of(superuser);
        }
        if (backends.isEmpty()) {
            return Effect.none("found no backend of the services");
        }
        boolean killed = Signals.send("KILL", List.of(backends.get(random.nextInt(backends.size()))));
        return new Effect(killed, "killed one of " + backends.size() + " backends");
    }
}
