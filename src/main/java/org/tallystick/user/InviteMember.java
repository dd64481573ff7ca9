package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.user.Users.User;

/**
 * Invites a member's login to set a password, for the first time or after it was lost. A login that has a say elsewhere, or
 * runs a community or the installation, is an operator's to invite: an invitation is a way into everything it may do.
 */
@ApplicationScoped
public class InviteMember {
    private static final Reason REASON = new Reason("Invited to set a password");

    private final Sql sql;
    private final Users users;
    private final AccessChanges changes;

    InviteMember(Sql sql, Users users, AccessChanges changes) {
        this.sql = sql;
        this.users = users;
        this.changes = changes;
    }

    /** @throws ProblemException 404 for an unknown member; 403 for a login that is not this community's alone */
    @Transactional
    public Invitation invite(Access by, String handle) {
        by.require(Permission.MANAGE_MEMBERSHIPS);
        User user = users.ofMember(by.community(), handle)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no member " + handle + "."));
        if (!by.operator() && (user.operator() || isAnotherAdministrator(by, user) || isForeign(by, user))) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This login has other roles than the member's; only an operator may invite it.");
        }
        Invitation invitation = users.invite(user.id(), by.caller().id());
        changes.raise(by.community().id());
        changes.record(
                by.community().id(), Subject.USER, user.username(), by.caller().id(), REASON, null, null);
        return invitation;
    }

    private boolean isForeign(Access by, User user) {
        return users.isKnownElsewhere(user.id(), by.community());
    }

    private boolean isAnotherAdministrator(Access by, User user) {
        return !user.id().equals(by.caller().id())
                && sql.exists(
                        "SELECT FROM community_role WHERE community_id = ? AND user_id = ?",
                        by.community().id().value(),
                        user.id());
    }
}
