package org.tallystick.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;
import org.tallystick.security.CallerKind;
import org.tallystick.security.MemberId;

/** Who has seen the secret of an exchange system: whoever registered it, changed it or renewed its secret. */
@ApplicationScoped
public class ClientKeepers {
    private final Sql sql;

    ClientKeepers(Sql sql) {
        this.sql = sql;
    }

    /** Whether a user who acts for this member keeps the exchange system that calls; reads the database. */
    public boolean actFor(Access access, MemberId member) {
        return access.caller().kind() == CallerKind.CLIENT
                && sql.exists(
                        """
                        SELECT FROM change_record r
                          JOIN membership m ON m.community_id = r.community_id AND m.user_id = r.changed_by
                         WHERE r.community_id = ? AND r.subject_kind = 'client' AND r.subject_id = ?
                           AND m.member_id = ?""", access.community().id().value(), access.caller().name(), member.value());
    }

    /** Whether this user keeps the exchange system, here or in another community that it serves; reads the database. */
    public boolean keeps(UUID user, CommunityId community, UUID client) {
        return sql.exists("""
                SELECT FROM client c
                  CROSS JOIN LATERAL (SELECT ?::uuid AS community_id
                                UNION SELECT g.community_id FROM client_grant g WHERE g.client_id = c.client_id) s
                  JOIN change_record r ON r.community_id = s.community_id
                 WHERE c.client_id = ? AND r.subject_kind = 'client' AND r.subject_id = c.name
                   AND r.changed_by = ?""", community.value(), client, user);
    }
}
