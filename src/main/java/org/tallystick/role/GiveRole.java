package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.role.Appointees.Appointee;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.security.Role;

/** Gives a user an office in a community, and makes the login too where there is none of that name. */
@ApplicationScoped
public class GiveRole {
    private final Sql sql;
    private final Appointees appointees;
    private final AccessChanges changes;

    GiveRole(Sql sql, Appointees appointees, AccessChanges changes) {
        this.sql = sql;
        this.appointees = appointees;
        this.changes = changes;
    }

    /**
     * Gives nothing where the user holds it already.
     *
     * @throws org.tallystick.problem.ProblemException {@code malformed} for a login that is not the appointer's to appoint
     */
    @Transactional
    public Appointment give(Access by, String username, Role role, Reason reason) {
        by.require(Permission.MANAGE_ROLES);
        CommunityId community = by.community().id();
        Appointee appointee = appointees.find(by, username);
        int given = sql.update(
                "INSERT INTO community_role (community_id, user_id, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                community.value(),
                appointee.id(),
                role.value());
        if (given > 0) {
            changes.record(
                    community, Subject.ROLE, username, by.caller().actor(), reason, null, Map.of("role", role.value()));
        }
        return Appointment.of(username, role.value(), null, appointee.invitation());
    }
}
