package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** Who had a hand in a trade by an office, and as no party's own. Waits for the database. */
@ApplicationScoped
public class OfficeConsents {
    private static final String BY = """
            SELECT FROM proposal p
             WHERE p.community_id = ?
               AND p.proposal_id IN (SELECT t.proposal_id FROM proposal_trade t
                                      WHERE t.community_id = ? AND t.trade_id = ?
                                     UNION ALL
                                     SELECT i.proposal_id FROM instalment i
                                      WHERE i.community_id = ? AND i.trade_id = ?)
               AND ((p.by_office AND p.proposed_by = ?)
                    OR EXISTS (SELECT FROM proposal_party x
                                WHERE x.community_id = p.community_id AND x.proposal_id = p.proposal_id
                                  AND x.consent_by_office AND x.consented_by = ?))""";

    private final Sql sql;

    OfficeConsents(Sql sql) {
        this.sql = sql;
    }

    /** Whether this user proposed the trade by an office, or consented to it for somebody by one. */
    public boolean areBehind(CommunityId community, UUID trade, UUID who) {
        UUID id = community.value();
        return sql.exists(BY, id, id, trade, id, trade, who, who);
    }
}
