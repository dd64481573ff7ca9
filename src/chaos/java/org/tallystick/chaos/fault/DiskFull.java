package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SplittableRandom;

/** The disk of the database is full for some seconds: there is no room for new rows, and in half the cases none for its log. */
final class DiskFull implements Fault {
    private static final int MOST_SEGMENTS = 64;
    private static final String NEXT_SEGMENT =
            "SELECT pg_logical_emit_message(false, 'chaos', 'full'), pg_switch_wal()";

    @Override
    public String kind() {
        return "disk-full";
    }

    @Override
    public Optional<String> whyNot(Installation installation) {
        return installation.disk().whyNotItsOwn();
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws Exception {
        long millis = Chance.millis(random, 1_000, 5_000);
        boolean logToo = random.nextBoolean();
        String said = "";
        try {
            installation.disk().fill();
            if (logToo) {
                said = useUpLog(installation);
            }
            Chance.last(millis);
        } finally {
            installation.disk().free();
        }
        return "filled the disk for " + millis + " ms" + said;
    }

    /** It keeps some segments ready; when they are written, the next has no place. */
    private static String useUpLog(Installation installation) {
        try (Connection superuser = installation.superuser();
                Statement statement = superuser.createStatement()) {
            for (int i = 0; i < MOST_SEGMENTS; i++) {
                statement.execute(NEXT_SEGMENT);
            }
            return ", the log had room all the same";
        } catch (SQLException e) {
            return ", the log too (" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")";
        }
    }
}
