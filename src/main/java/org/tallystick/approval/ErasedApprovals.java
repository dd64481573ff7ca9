package org.tallystick.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** What approvals say of those who are erased goes with them. In the caller's transaction. */
@ApplicationScoped
public class ErasedApprovals {
    private static final String FORGET = """
            UPDATE approval SET summary = 'erased', reason = 'erased', act = '{}', key = NULL,
                   decision = CASE WHEN decision IS NOT NULL THEN 'erased' END,
                   outcome = CASE WHEN outcome IS NOT NULL THEN 'erased' END""";

    /** Whether one of the values of an act is this handle, or a login by it. */
    private static final String NAMES_IN_ACT = """
            EXISTS (SELECT FROM jsonb_path_query(act, 'strict $.**') AS named (value)
                     WHERE value = to_jsonb(?::text)
                        OR value = to_jsonb(?::text || '@' || (SELECT c.slug FROM community c
                                                                WHERE c.community_id = approval.community_id)))""";

    private static final String OVER = """
            CASE state WHEN 'waiting' THEN expires_at <= ? WHEN 'approved' THEN done_at IS NOT NULL ELSE true END""";

    private static final String NAMES_IN_WORDS = "concat_ws(' ', summary, reason, decision, outcome) ~ ?";

    private final Sql sql;
    private final Clock clock;

    ErasedApprovals(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What was asked for about somebody who is erased, or by naming them or one of their logins: that it was, by whom, and what was decided is
     * left. It waits no longer. Of what others asked for and is over, the words go too where they name the handle.
     */
    public void forget(CommunityId community, MemberId member, String handle) {
        String word = "(^|[^a-z0-9-])" + handle + "([^a-z0-9-]|$)";
        sql.update(
                FORGET + ", done_at = CASE WHEN state = 'approved' THEN coalesce(done_at, ?) ELSE done_at END,"
                        + " state = CASE WHEN state = 'waiting' THEN 'withdrawn'"
                        + " WHEN state = 'approved' AND done_at IS NULL THEN 'failed' ELSE state END"
                        + " WHERE community_id = ? AND (? = ANY (members) OR " + NAMES_IN_ACT + " OR (" + OVER + " AND "
                        + NAMES_IN_WORDS
                        + "))",
                clock.instant(),
                community.value(),
                member.value(),
                handle,
                handle,
                clock.instant(),
                word);
    }

    /** The same of all that was ever asked for in a community that is erased; what is being done just now is done. */
    public void forgetAll(CommunityId community) {
        sql.update(
                FORGET + ", state = CASE WHEN state = 'waiting' THEN 'withdrawn' ELSE state END WHERE community_id = ?",
                community.value());
    }
}
