package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.platform.Sql;

/** Counts what the chores of proposals have left undone. */
@ApplicationScoped
public class WatchProposals {
    /** They come every minute, and may have hundreds to do. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String OVERDUE = """
            SELECT (SELECT count(*) FROM proposal WHERE state IN ('open', 'partly-accepted') AND expires_at < ?) AS proposals,
                   i.untried, i.refused, (SELECT count(*) FROM proposal_event WHERE told_at IS NULL AND done_at < ?) AS news
              FROM (SELECT count(*) FILTER (WHERE i.tried_on IS NULL OR i.tried_on < d.today - 1) AS untried,
                           count(*) FILTER (WHERE i.tried_on >= d.today - 1) AS refused
                      FROM instalment i
                      JOIN community c ON c.community_id = i.community_id
                     CROSS JOIN LATERAL (SELECT (?::timestamptz AT TIME ZONE c.time_zone)::date AS today) d
                     WHERE i.state = 'pending' AND c.phase = 'open' AND i.due_date < d.today) i""";

    private final Sql sql;

    WatchProposals(Sql sql) {
        this.sql = sql;
    }

    /** Waits for the database. */
    public OverdueWork read(Instant now) {
        Instant longAgo = now.minus(PATIENCE);
        return sql.one(
                        OVERDUE,
                        row -> new OverdueWork(
                                row.getLong("proposals"),
                                row.getLong("untried"),
                                row.getLong("news"),
                                row.getLong("refused")),
                        longAgo,
                        longAgo,
                        now)
                .orElseThrow();
    }
}
