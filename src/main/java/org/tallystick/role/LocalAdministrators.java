package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.group.Groups;
import org.tallystick.group.Groups.Group;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.role.Appointees.Appointee;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.security.Role;

/** Appoints and dismisses those who look after the members of a group. */
@ApplicationScoped
public class LocalAdministrators {
    private final Sql sql;
    private final Groups groups;
    private final Appointees appointees;
    private final AccessChanges changes;

    LocalAdministrators(Sql sql, Groups groups, Appointees appointees, AccessChanges changes) {
        this.sql = sql;
        this.groups = groups;
        this.appointees = appointees;
        this.changes = changes;
    }

    /**
     * Gives nothing where the user is one already.
     *
     * @throws ProblemException {@code not-found} for the group; {@code malformed} for a login that is not the appointer's to
     *     appoint
     */
    @Transactional
    public Appointment appoint(Access by, String code, String username, Reason reason) {
        by.require(Permission.MANAGE_ROLES);
        CommunityId community = by.community().id();
        Group group = groups.required(community, code);
        Appointee appointee = appointees.find(by, username);
        int appointed = sql.update(
                "INSERT INTO local_administrator (community_id, group_id, user_id) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                community.value(),
                group.id(),
                appointee.id());
        if (appointed > 0) {
            changes.record(community, Subject.ROLE, username, by.caller().actor(), reason, null, values(code));
        }
        return Appointment.of(username, Role.LOCAL_ADMINISTRATOR.value(), code, appointee.invitation());
    }

    /**
     * Anybody may give it up; the others are dismissed by whoever gives the offices.
     *
     * @throws ProblemException {@code forbidden}; {@code not-found} for the group, or a user who is none of its administrators
     */
    @Transactional
    public void dismiss(Access by, String code, String username, Reason reason) {
        if (!by.caller().isUserNamed(username)) {
            by.require(Permission.MANAGE_ROLES);
        }
        CommunityId community = by.community().id();
        Group group = groups.required(community, code);
        int dismissed = sql.update(
                "DELETE FROM local_administrator WHERE community_id = ? AND group_id = ?"
                        + " AND user_id = (SELECT user_id FROM app_user WHERE username = ?)",
                community.value(),
                group.id(),
                username);
        if (dismissed == 0) {
            throw ProblemException.of(ProblemType.NOT_FOUND, username + " does not administer this group.");
        }
        changes.raise(community);
        changes.record(community, Subject.ROLE, username, by.caller().actor(), reason, values(code), null);
    }

    private static Map<String, String> values(String group) {
        return Map.of("role", Role.LOCAL_ADMINISTRATOR.value(), "group", group);
    }
}
