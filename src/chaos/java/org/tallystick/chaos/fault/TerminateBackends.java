package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.SplittableRandom;

/** The database ends some connections in good order, as an administrator has it do. */
final class TerminateBackends implements Fault {
    @Override
    public String kind() {
        return "terminate-backends";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws Exception {
        try (Connection superuser = installation.superuser();
                PreparedStatement terminate = superuser.prepareStatement("SELECT pg_terminate_backend(?)")) {
            double share = random.nextDouble(0.2, 1);
            List<Long> backends = Backends.of(superuser).stream()
                    .filter(backend -> random.nextDouble() < share)
                    .toList();
            for (long backend : backends) {
                terminate.setInt(1, Math.toIntExact(backend));
                terminate.execute();
            }
            return "terminated " + backends.size() + " backends";
        }
    }
}
