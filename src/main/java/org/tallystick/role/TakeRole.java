package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.security.Role;

/** Takes an office from a user; the login stays. */
@ApplicationScoped
public class TakeRole {
    private final Sql sql;
    private final AccessChanges changes;

    TakeRole(Sql sql, AccessChanges changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /**
     * Anybody may give up their own; the others are dismissed by whoever gives the offices.
     *
     * @throws ProblemException 403, for somebody else's; 404, if the user does not hold it here; 409 for the last administrator,
     *     whom an operator alone dismisses: nobody in the community could appoint another
     */
    @Transactional
    public void take(Access by, String username, Role role, Reason reason) {
        if (!by.caller().isUserNamed(username)) {
            by.require(Permission.MANAGE_ROLES);
        }
        CommunityId community = by.community().id();
        // First, so that of two administrators who dismiss each other the second sees that there is one left.
        changes.raise(community);
        int taken = sql.update(
                "DELETE FROM community_role WHERE community_id = ? AND role = ?"
                        + " AND user_id = (SELECT user_id FROM app_user WHERE username = ?)",
                community.value(),
                role.value(),
                username);
        if (taken == 0) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND,
                    username + " does not hold the role " + role.value() + " in this community.");
        }
        if (role == Role.ADMINISTRATOR && !by.operator() && !hasAdministrator(community)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    username + " is the last administrator of this community; appoint another one first.");
        }
        changes.record(
                community, Subject.ROLE, username, by.caller().actor(), reason, Map.of("role", role.value()), null);
    }

    private boolean hasAdministrator(CommunityId community) {
        return sql.exists(
                "SELECT FROM community_role WHERE community_id = ? AND role = 'administrator'", community.value());
    }
}
