package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** What was said in disputes about somebody who is erased: that there was one, and how it ended, is left. */
@ApplicationScoped
class ForgetDisputes implements Forgets {
    private final Sql sql;

    ForgetDisputes(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        sql.update("""
                UPDATE dispute d SET reason = 'erased', resolution = CASE WHEN d.resolution IS NOT NULL THEN 'erased' END
                  FROM dispute_party p
                 WHERE p.community_id = d.community_id AND p.dispute_id = d.dispute_id
                   AND p.community_id = ? AND p.member_id = ?""", community.value(), member.value());
    }
}
