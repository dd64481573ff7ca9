package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.user.Invitation;
import org.tallystick.user.Invitations;
import org.tallystick.user.Usernames;
import org.tallystick.user.Users;
import org.tallystick.user.Users.User;

/** The logins that are given an office; made where there is none of that name. In the caller's transaction. */
@ApplicationScoped
class Appointees {
    private final Users users;
    private final Invitations invitations;
    private final AccessChanges changes;

    Appointees(Users users, Invitations invitations, AccessChanges changes) {
        this.users = users;
        this.invitations = invitations;
        this.changes = changes;
    }

    /** @param invitation for a login that was made just now, and has no password yet */
    record Appointee(UUID id, Optional<Invitation> invitation) {}

    /**
     * Raises the access version as well. An office binds a login to the community: where it is, the administrators of another
     * one cannot invite it any more. So nobody's login of elsewhere is appointed but by an operator.
     *
     * @throws org.tallystick.problem.ProblemException {@code malformed} for a member's login that there is not, and for a login
     *     that has no say in the community, unless an operator appoints it; in the same words, which tell nobody whether
     *     somebody is a member elsewhere
     */
    Appointee find(Access by, String username) {
        boolean isNew = !Usernames.isMembers(username) && users.add(username, false, null);
        // Before looking: whoever loses their say here meanwhile has lost it then.
        changes.raise(by.community().id());
        User user = users.find(username)
                .filter(found -> isNew || by.operator() || users.isKnownIn(found.id(), by.community()))
                .orElseThrow(() -> unknown(by));
        return new Appointee(
                user.id(),
                isNew
                        ? Optional.of(invitations.toLogin(user.id(), by.caller().id(), Optional.empty()))
                        : Optional.empty());
    }

    private static RuntimeException unknown(Access by) {
        return Problem.ofField(
                        ProblemType.MALFORMED,
                        "username",
                        "unknown",
                        by.operator()
                                ? "names a member's login, and there is no such member"
                                : "must name somebody who acts or has an office in this community, or be a new name that is"
                                        + " no member's; only an operator appoints somebody from elsewhere")
                .asException();
    }
}
