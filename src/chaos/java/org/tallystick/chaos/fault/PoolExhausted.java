package org.tallystick.chaos.fault;

import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * For some seconds every pooled connection of a service waits: a table that readers need is locked, and more of them have come
 * than there are connections. Payments do not read it.
 */
final class PoolExhausted implements Fault {
    private static final int READERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tallystick' AND wait_event_type = 'Lock'";

    @Override
    public String kind() {
        return "pool-exhausted";
    }

    @Override
    public String inject(Installation installation, SplittableRandom random) throws Exception {
        Instance service = installation.anyService(random);
        long millis = Chance.millis(random, 2_000, 6_000);
        ProbeCommunity community = installation.probed();
        String token = community.tokens(service.uri()).current();
        try (Connection superuser = installation.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("SET LOCAL lock_timeout = '5s'; LOCK TABLE trade_category IN ACCESS EXCLUSIVE MODE");
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
            return "had " + READERS + " readers come to " + service + " for " + millis + " ms, of which " + waiting
                    + " waited on a connection each";
        }
    }

    private static long waiting(Statement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery(WAITING)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
