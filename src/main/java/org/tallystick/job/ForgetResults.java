package org.tallystick.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/**
 * Deletes what was exported of a community, because somebody who stands in it is erased. A pseudonym will stand there in what is
 * exported anew.
 */
@ApplicationScoped
public class ForgetResults {
    private static final String END_UNFINISHED = """
            UPDATE community_job
               SET state = 'failed', ended_at = now(), alive_at = now(), run_id = NULL, caller = NULL, request = NULL,
                   errors = '[{"file":"","line":0,"column":"","code":"state-conflict",
                               "detail":"Somebody who stands in it was erased meanwhile. Ask for it again."}]'
             WHERE community_id = ? AND resumable AND state IN ('queued', 'running')""";

    private static final String FORGET_RESULTS = """
            UPDATE community_job SET file_name = NULL, media_type = NULL, result_bytes = NULL, sha256 = NULL, request = NULL,
                   expires_at = least(expires_at, ?)
             WHERE community_id = ? AND result_bytes IS NOT NULL""";

    private final Sql sql;
    private final Event<ResultsForgotten> forgotten;
    private final Clock clock;

    ForgetResults(Sql sql, Event<ResultsForgotten> forgotten, Clock clock) {
        this.forgotten = forgotten;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * In the caller's transaction, in which many wait for the community: nobody reaches them once it is committed, and their bytes are
     * deleted after that.
     */
    public void of(CommunityId community) {
        sql.update(END_UNFINISHED, community.value());
        sql.update(FORGET_RESULTS, clock.instant(), community.value());
        forgotten.fire(new ResultsForgotten(community));
    }
}
