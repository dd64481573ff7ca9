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

    /** Whoever pays at this moment holds the row, and could not: it has ended long ago. */
    private static final String DELETE = """
            DELETE FROM payment_link l
             USING (SELECT community_id, link_id FROM payment_link
                     WHERE payments = 0 AND least(expires_at, withdrawn_at) < ? LIMIT ?) ended
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
