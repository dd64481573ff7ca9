package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/** The database ends some connections in good order, as an administrator has it do. */
final class TerminateBackends implements Fault {
    @Override
    public String kind() {
        return "terminate-backends";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        try (Connection superuser = installation.superuser();
                PreparedStatement terminate = superuser.prepareStatement("SELECT pg_terminate_backend(?)")) {
            double share = random.nextDouble(0.2, 1);
            List<Long> backends = Backends.of(superuser).stream()
                    .filter(backend -> random.nextDouble() < share)
                    .toList();
            int terminated = 0;
            for (long backend : backends) {
                terminate.setInt(1, Math.toIntExact(backend));
                terminated += isTrue(terminate) ? 1 : 0;
            }
            return new Effect(terminated > 0, "terminated " + terminated + " backends");
        }
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (ResultSet answer = question.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
