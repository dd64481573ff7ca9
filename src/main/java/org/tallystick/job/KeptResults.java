package org.tallystick.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;

/** The results that are kept, and for how long. What was asked for goes with a result, for it may name somebody. */
@ApplicationScoped
class KeptResults implements Chore {
    private static final int AT_ONCE = 100;

    /** When it was to expire is left, so that it is told from what never was. */
    private static final String DROP = """
            UPDATE community_job SET file_name = NULL, media_type = NULL, result_bytes = NULL, sha256 = NULL, request = NULL,
                   expires_at = least(expires_at, ?)
             WHERE community_id = ? AND job_id = ? AND result_bytes IS NOT NULL""";

    /** The newest result of each caller, then the second newest of each, and so on. */
    private static final String TOO_MANY = """
            WITH kept AS (
                SELECT job_id, ended_at,
                       row_number() OVER (PARTITION BY requested_by ORDER BY ended_at DESC, job_id DESC) AS of_caller
                  FROM community_job WHERE community_id = ? AND result_bytes IS NOT NULL)
            SELECT job_id FROM (
                SELECT job_id, of_caller, row_number() OVER (ORDER BY of_caller, ended_at DESC, job_id DESC) AS of_all
                  FROM kept) placed
             WHERE of_caller > ? OR of_all > ?""";

    private final Sql sql;
    private final ResultParts parts;
    private final JobConfig config;
    private final Clock clock;

    KeptResults(Sql sql, ResultParts parts, JobConfig config, Clock clock) {
        this.sql = sql;
        this.parts = parts;
        this.config = config;
        this.clock = clock;
    }

    private record Kept(CommunityId community, UUID id) {}

    /**
     * Takes a result away before its time, in the caller's transaction: when that is committed, nobody reaches it, and the caller has
     * its bytes deleted.
     *
     * @return whether there was one
     */
    boolean forget(CommunityId community, UUID job) {
        return sql.update(DROP, clock.instant(), community.value(), job) == 1;
    }

    private void drop(Kept one, Instant now) {
        if (sql.update(DROP, now, one.community().value(), one.id()) == 1) {
            parts.deleteBySome(one.community(), one.id());
        }
    }

    /** Deletes what a community has more than it keeps. */
    void trim(CommunityId community) {
        sql.list(
                        TOO_MANY,
                        row -> row.getObject(1, UUID.class),
                        community.value(),
                        config.resultsPerCaller(),
                        config.resultsPerCommunity())
                .forEach(job -> drop(new Kept(community, job), clock.instant()));
    }

    @Override
    public void runDue(Instant now) {
        List<Kept> due;
        do {
            due = sql.list(
                    "SELECT community_id, job_id FROM community_job WHERE result_bytes IS NOT NULL AND expires_at <= ? LIMIT ?",
                    row -> new Kept(new CommunityId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                    now,
                    AT_ONCE);
            due.forEach(one -> drop(one, now));
        } while (due.size() == AT_ONCE);
    }
}
