package org.tallystick.chaos.fault;

import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * For some seconds every pooled connection of a service waits: a table that readers need is locked, and more of them have come
 * than there are connections. Payments do not read it.
 */
final class PoolExhausted implements Fault {
    private static final int READERS = 40;
    /** Of the 24 in the pool, some of which may be with others just then. */
    private static final int MOST_CONNECTIONS = 16;
    /** PostgreSQL's word for a lock that was not had in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tallystick' AND wait_event_type = 'Lock'";

    @Override
    public String kind() {
        return "pool-exhausted";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        Instance service = installation.anyService(random);
        long millis = Chance.millis(random, 2_000, 6_000);
        ProbeCommunity community = installation.probed();
        String token = community.tokens(service.uri()).current();
        try (Connection superuser = installation.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            if (!isLocked(statement)) {
                return Effect.none("could not lock the table");
            }
            for (int i = 0; i < READERS; i++) {
                community
                        .http()
                        .sendAsync(
                                ProbeCommunity.categories(service.uri(), token)
                                        .timeout(PATIENCE)
                                        .build(),
                                BodyHandlers.discarding());
            }
            Chance.last(millis);
            long waiting = waiting(statement);
            superuser.rollback();
            return new Effect(
                    waiting >= MOST_CONNECTIONS,
                    "had " + READERS + " readers come to " + service + " for " + millis + " ms, of which " + waiting
                            + " waited on a connection each");
        }
    }

    private static boolean isLocked(Statement statement) throws SQLException {
        try {
            statement.execute("SET LOCAL lock_timeout = '5s'; LOCK TABLE trade_category IN ACCESS EXCLUSIVE MODE");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static long waiting(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(WAITING)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
