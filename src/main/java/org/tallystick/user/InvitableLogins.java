package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.user.Users.User;

/** Whose login is whose to hand out by an invitation: it is a way into everything that the login may do. */
@ApplicationScoped
class InvitableLogins {
    private final Sql sql;
    private final Users users;

    InvitableLogins(Sql sql, Users users) {
        this.sql = sql;
        this.users = users;
    }

    /** @throws ProblemException 403 for a login that has a say elsewhere, or an office, and for one's own */
    void require(Access by, User user) {
        if (user.id().equals(by.caller().id())) {
            // A stolen session would set the password without knowing it.
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Nobody invites themselves; your own password is changed with the old one.");
        }
        if (!by.operator() && (user.operator() || holdsAnOffice(by, user) || reachesFurther(by, user))) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This login has other roles than the member's; only an operator may invite it.");
        }
    }

    private boolean holdsAnOffice(Access by, User user) {
        UUID community = by.community().id().value();
        return sql.exists(
                "SELECT FROM community_role WHERE community_id = ? AND user_id = ?"
                        + " UNION ALL SELECT FROM local_administrator WHERE community_id = ? AND user_id = ?",
                community,
                user.id(),
                community,
                user.id());
    }

    /** Whether the login acts for members of another community, or for some that are not the inviter's to look after. */
    private boolean reachesFurther(Access by, User user) {
        return users.isKnownElsewhere(user.id(), by.community())
                || sql
                        .list(
                                "SELECT member_id FROM membership WHERE community_id = ? AND user_id = ?",
                                row -> new MemberId(row.getObject(1, UUID.class)),
                                by.community().id().value(),
                                user.id())
                        .stream()
                        .anyMatch(member -> !by.mayByOffice(Permission.MANAGE_MEMBERSHIPS, member));
    }
}
