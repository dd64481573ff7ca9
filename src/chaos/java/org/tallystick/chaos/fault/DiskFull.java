package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SplittableRandom;

/** The disk of the database is full for some seconds: there is no room for new rows, and in half the cases none for its log. */
final class DiskFull implements Fault {
    private static final int MOST_SEGMENTS = 64;
    /** The database may have given some back meanwhile. */
    private static final long FULL_BYTES = 1 << 20;

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
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        long millis = Chance.millis(random, 1_000, 5_000);
        boolean logToo = random.nextBoolean();
        long left;
        Effect log = Effect.of("");
        try {
            installation.disk().fill();
            left = installation.disk().bytesLeft();
            if (logToo) {
                log = useUpLog(installation);
            }
            Chance.last(millis);
        } finally {
            installation.disk().free();
        }
        return new Effect(
                left < FULL_BYTES && log.took(),
                "filled the disk up to " + left + " bytes for " + millis + " ms" + log.what());
    }

    /** It keeps some segments ready; when they are written, the next has no place. */
    private static Effect useUpLog(Installation installation) {
        try (Connection superuser = installation.superuser();
                Statement statement = superuser.createStatement()) {
            for (int i = 0; i < MOST_SEGMENTS; i++) {
                statement.execute(NEXT_SEGMENT);
            }
            return Effect.none(", the log had room all the same");
        } catch (SQLException e) {
            return Effect.of(", the log too (" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")");
        }
    }
}
