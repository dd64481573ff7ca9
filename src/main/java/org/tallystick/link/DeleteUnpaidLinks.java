package org.tallystick.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;

/**
 * Lets go of payment links that ended, withdrawn or expired, {@link #KEPT} ago without having been paid. What was paid stays, for its
 * trades name it, and whoever sends the payment again under its key is answered as before. Bounded: the rest is for the next minute.
 */
@ApplicationScoped
public class DeleteUnpaidLinks implements Chore {
    static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_AT_ONCE = 1_000;

    /**
     * Community by community, in which the index has the links by their ends: those that are open, most of all, are not read. Whoever pays
     * at this moment holds the row, and could not: it has ended long ago.
     */
    static final String DELETE = """
            DELETE FROM payment_link l
             USING (SELECT e.community_id, e.link_id FROM community c
                     CROSS JOIN LATERAL (SELECT u.community_id, u.link_id FROM payment_link u
                                          WHERE u.community_id = c.community_id AND u.payments = 0
                                            AND least(u.expires_at, u.withdrawn_at) < ?) e
                     LIMIT ?) ended
             WHERE l.community_id = ended.community_id AND l.link_id = ended.link_id AND l.payments = 0""";

    private final Sql sql;

    DeleteUnpaidLinks(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void runDue(Instant now) {
        sql.update(DELETE, now.minus(KEPT), MOST_AT_ONCE);
    }
}
