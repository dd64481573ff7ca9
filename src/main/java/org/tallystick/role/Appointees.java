package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
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

    Appointees(Users users, Invitations invitations) {
        this.users = users;
        this.invitations = invitations;
    }

    /** @param invitation for a login that was made just now, and has no password yet */
    record Appointee(UUID id, Optional<Invitation> invitation) {}

    /** @throws org.tallystick.problem.ProblemException {@code malformed} for a member's login that there is not */
    Appointee find(Access by, String username) {
        boolean isNew = !Usernames.isMembers(username) && users.add(username, false, null);
        User user = users.find(username).orElseThrow(() -> unknownMember(username));
        return new Appointee(
                user.id(),
                isNew
                        ? Optional.of(invitations.toLogin(user.id(), by.caller().id(), Optional.empty()))
                        : Optional.empty());
    }

    private static RuntimeException unknownMember(String username) {
        return Problem.ofField(
                        ProblemType.MALFORMED,
                        "username",
                        "unknown",
                        "names a member's login, and there is no " + username)
                .asException();
    }
}
