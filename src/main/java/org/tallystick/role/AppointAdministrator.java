package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.platform.Sql;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.user.Invitation;
import org.tallystick.user.Usernames;
import org.tallystick.user.Users;
import org.tallystick.user.Users.User;

/** Makes a user an administrator of a community, and the login too where there is none of that name. */
@ApplicationScoped
public class AppointAdministrator {
    private final Sql sql;
    private final Users users;
    private final AccessChanges changes;

    AppointAdministrator(Sql sql, Users users, AccessChanges changes) {
        this.sql = sql;
        this.users = users;
        this.changes = changes;
    }

    /** @param invitation for a login that was made just now, and has no password yet */
    public record Appointed(String username, Optional<Invitation> invitation) {}

    /** Changes nothing where the user is administrator already. */
    @Transactional
    public Appointed appoint(Access by, String username, Reason reason) {
        by.require(Permission.APPOINT_ADMINISTRATORS);
        UUID community = by.community().id().value();
        boolean isNew = !Usernames.isMembers(username) && users.add(username, false, null);
        User user = users.find(username).orElseThrow(() -> unknownMember(username));
        int appointed = sql.update(
                "INSERT INTO community_role (community_id, user_id, role) VALUES (?, ?, 'administrator')"
                        + " ON CONFLICT DO NOTHING",
                community,
                user.id());
        if (appointed > 0) {
            changes.raise(by.community().id());
            changes.record(
                    by.community().id(),
                    Subject.ROLE,
                    username,
                    by.caller().id(),
                    reason,
                    null,
                    Map.of("role", "administrator"));
        }
        return new Appointed(
                username,
                isNew ? Optional.of(users.invite(user.id(), by.caller().id())) : Optional.empty());
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
