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

    /** Whether an act names this handle, or a login by it, where acts name people: nowhere else does a word mean somebody. */
    private static final String NAMES_IN_ACT = """
            (? IN (act ->> 'member', split_part(act ->> 'account', '.', 1), split_part(act #>> '{trade,payer}', '.', 1),
                   split_part(act #>> '{trade,payee}', '.', 1))
             OR act ->> 'username' = ? || '@' || (SELECT c.slug FROM community c
                                                   WHERE c.community_id = approval.community_id))""";

    private static final String OVER = """
            CASE state WHEN 'waiting' THEN expires_at <= ? WHEN 'approved' THEN done_at IS NOT NULL ELSE true END""";

    /** A name may be longer than what it replaces, and the words are bounded. */
    private static final String UNNAME = """
            UPDATE approval SET reason = left(regexp_replace(reason, ?, ?, 'gi'), 500),
                   decision = left(regexp_replace(decision, ?, ?, 'gi'), 500)
             WHERE community_id = ? AND concat_ws(' ', reason, decision) ~* ? AND\s""" + OVER;

    private final Sql sql;
    private final Clock clock;

    ErasedApprovals(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What was asked for about somebody who is erased, or by naming them or their login: that it was, by whom, and what was decided is left.
     * It waits no longer. Of what was asked for about others, and is over, the words stay in which people gave their reasons, without the
     * handle; nothing else of it is changed, for a handle may be a word like any other.
     */
    public void forget(CommunityId community, MemberId member, String handle) {
        sql.update(
                FORGET + ", done_at = CASE WHEN state = 'approved' THEN coalesce(done_at, ?) ELSE done_at END,"
                        + " state = CASE WHEN state = 'waiting' THEN 'withdrawn'"
                        + " WHEN state = 'approved' AND done_at IS NULL THEN 'failed' ELSE state END"
                        + " WHERE community_id = ? AND (? = ANY (members) OR " + NAMES_IN_ACT + ")",
                clock.instant(),
                community.value(),
                member.value(),
                handle,
                handle);
        String word = "(^|[^a-z0-9-])" + handle + "(?![a-z0-9-])";
        String unnamed = "\\1erased";
        sql.update(UNNAME, word, unnamed, word, unnamed, community.value(), word, clock.instant());
    }

    /** The same of all that was ever asked for in a community that is erased; what is being done just now is done. */
    public void forgetAll(CommunityId community) {
        sql.update(
                FORGET + ", state = CASE WHEN state = 'waiting' THEN 'withdrawn' ELSE state END WHERE community_id = ?",
                community.value());
    }
}
