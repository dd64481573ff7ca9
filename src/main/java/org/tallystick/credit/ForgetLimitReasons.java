package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** Why somebody's limits were set, and how a rule came to them, goes with the person. */
@ApplicationScoped
class ForgetLimitReasons implements Forgets {
    private final Sql sql;

    ForgetLimitReasons(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        sql.update("""
                UPDATE account_limits l SET reason = CASE WHEN l.reason IS NOT NULL THEN 'erased' END, explanation = NULL
                  FROM account a
                 WHERE a.community_id = l.community_id AND a.account_id = l.account_id AND a.community_id = ? AND a.member_id = ?""", community.value(), member.value());
        sql.update("""
                DELETE FROM limit_notice n USING account a
                 WHERE a.community_id = n.community_id AND a.account_id = n.account_id AND a.community_id = ? AND a.member_id = ?""", community.value(), member.value());
        // An account whose limits could not be found is named by its handle.
        sql.update(
                "UPDATE policy_application SET errors = '[]' WHERE community_id = ? AND position(? IN errors::text) > 0",
                community.value(),
                handle);
    }
}
