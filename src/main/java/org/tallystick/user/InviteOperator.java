package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.change.Actor;
import org.tallystick.user.Users.User;

/**
 * Invites an operator, and makes the login where there is none: for whoever may start programs where the service runs, and so
 * can do as much by SQL. The invitation counts as the operator's own, for nobody has logged in to write it.
 */
@ApplicationScoped
public class InviteOperator {
    private final Users users;
    private final InviteUser inviting;

    InviteOperator(Users users, InviteUser inviting) {
        this.users = users;
        this.inviting = inviting;
    }

    /** @param isNew whether the login was made just now */
    record Invited(String username, boolean isNew, Invitation invitation) {}

    /**
     * @throws IllegalArgumentException for a name that will not do, and a login that is no operator's or is disabled; the message
     *     completes a sentence that begins with the name
     */
    @Transactional
    Invited invite(String name) {
        String username = Usernames.read(name);
        boolean isNew = !Usernames.isMembers(username) && users.add(username, true, null);
        User user = users.find(username)
                .filter(User::operator)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is no operator, and is not made one by this; choose a name that nobody has and that is no"
                                + " member's"));
        if (!users.isActive(user.id())) {
            throw new IllegalArgumentException(
                    "is disabled; an operator can enable the login, and a new name makes another operator");
        }
        Invitation invitation = inviting.issue(user, user.id(), Actor.COMMAND_LINE, Optional.empty());
        return new Invited(username, isNew, invitation);
    }
}
