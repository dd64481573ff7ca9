package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;

/**
 * Deletes sessions that ended, or ran out, so long ago that nobody looks for a stranger's login among them any more. Change
 * records that name one keep its id.
 */
@ApplicationScoped
public class ForgetSessions implements Chore {
    static final Duration KEPT = Duration.ofDays(90);

    private static final int MOST_AT_ONCE = 1_000;

    private final Sql sql;

    ForgetSessions(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void runDue(Instant now) {
        sql.update(
                "DELETE FROM session WHERE session_id IN (SELECT session_id FROM session"
                        + " WHERE expires_at < ? AND coalesce(ended_at, expires_at) < ? ORDER BY session_id LIMIT ?)",
                now,
                now.minus(KEPT),
                MOST_AT_ONCE);
    }
}
