package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;

/** Takes the role of administrator from a user; the login stays. */
@ApplicationScoped
public class DismissAdministrator {
    private final Sql sql;
    private final AccessChanges changes;

    DismissAdministrator(Sql sql, AccessChanges changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /**
     * @throws ProblemException 404, if the user is no administrator here; 409 for the last one, whom an operator alone dismisses:
     *     nobody in the community could appoint another
     */
    @Transactional
    public void dismiss(Access by, String username, Reason reason) {
        by.require(Permission.APPOINT_ADMINISTRATORS);
        int dismissed = sql.update(
                "DELETE FROM community_role WHERE community_id = ? AND role = 'administrator'"
                        + " AND user_id = (SELECT user_id FROM app_user WHERE username = ?)",
                by.community().id().value(),
                username);
        if (dismissed == 0) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such administrator in this community.");
        }
        if (!by.operator()
                && !sql.exists(
                        "SELECT FROM community_role WHERE community_id = ? AND role = 'administrator'",
                        by.community().id().value())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    username + " is the last administrator of this community; appoint another one first.");
        }
        changes.raise(by.community().id());
        changes.record(
                by.community().id(),
                Subject.ROLE,
                username,
                by.caller().id(),
                reason,
                Map.of("role", "administrator"),
                null);
    }
}
