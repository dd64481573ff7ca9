package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** What proposals of a member say in words; what was asked for and what came of it stays, as the trades do. */
@ApplicationScoped
class ForgetProposals implements Forgets {
    private static final String FORGET = """
            UPDATE proposal p SET description = 'erased', note = NULL, lines = '[]', metadata = '{}'
             WHERE p.community_id = ? AND p.proposal_id IN (
                   SELECT y.proposal_id FROM proposal_party y
                     JOIN account a ON a.community_id = y.community_id AND a.account_id = y.account_id
                    WHERE y.community_id = ? AND a.community_id = ? AND a.member_id = ?)""";

    private final Sql sql;

    ForgetProposals(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        sql.update(FORGET, community.value(), community.value(), community.value(), member.value());
    }
}
