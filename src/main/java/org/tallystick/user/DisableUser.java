package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Caller;
import org.tallystick.security.UserId;
import org.tallystick.user.UserResource.UserView;

/** Disables a login of the installation, or enables it again: an operator's work. */
@ApplicationScoped
public class DisableUser {
    private static final String ONE = """
            SELECT u.username, u.status, u.operator, u.totp_confirmed_at IS NOT NULL AS second_factor, u.created_at,
                   (SELECT max(coalesce(s.last_used_at, s.started_at)) FROM session s WHERE s.user_id = u.user_id) AS seen_at,
                   (SELECT array_agg(c.slug ORDER BY c.slug) FROM user_community k
                      JOIN community c ON c.community_id = k.community_id WHERE k.user_id = u.user_id) AS communities
              FROM app_user u WHERE u.username = ?""";

    private final Sql sql;
    private final Users users;
    private final Sessions sessions;
    private final AccessChanges changes;

    DisableUser(Sql sql, Users users, Sessions sessions, AccessChanges changes) {
        this.sql = sql;
        this.users = users;
        this.sessions = sessions;
        this.changes = changes;
    }

    UserView find(String username) {
        return sql.one(ONE, DisableUser::toView, username).orElseThrow(DisableUser::unknown);
    }

    /** @throws ProblemException 404 for an unknown login; 409 for one's own, so that an operator is always left */
    @Transactional
    public void set(Caller by, String username, boolean active, Reason reason) {
        UUID user = users.find(username).orElseThrow(DisableUser::unknown).id();
        if (user.equals(by.id())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "Nobody disables their own login; ask another operator.");
        }
        requireStillOperator(by);
        String status = active ? "active" : "disabled";
        String other = active ? "disabled" : "active";
        int changed =
                sql.update("UPDATE app_user SET status = ? WHERE user_id = ? AND status = ?", status, user, other);
        if (changed == 0) {
            return;
        }
        sql.update("DELETE FROM login_token WHERE user_id = ?", user);
        sessions.endAllOf(new UserId(user));
        for (CommunityId community : users.whereItConcerns(user)) {
            changes.record(
                    community,
                    Subject.USER,
                    username,
                    by.actor(),
                    reason,
                    Map.of("status", other),
                    Map.of("status", status));
        }
    }

    /** Of two operators that disable each other at once, the second is none any more. */
    private void requireStillOperator(Caller by) {
        List<UUID> operators = sql.list(
                "SELECT user_id FROM app_user WHERE operator AND status = 'active' ORDER BY user_id FOR NO KEY UPDATE",
                row -> row.getObject(1, UUID.class));
        if (!operators.contains(by.id())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only an operator of this installation may do this.");
        }
    }

    private static UserView toView(ResultSet row) throws SQLException {
        Array communities = row.getArray("communities");
        OffsetDateTime seenAt = row.getObject("seen_at", OffsetDateTime.class);
        return new UserView(
                row.getString("username"),
                row.getString("status"),
                row.getBoolean("operator"),
                row.getBoolean("second_factor"),
                Sql.instant(row, "created_at"),
                seenAt == null ? null : seenAt.toInstant(),
                communities == null ? List.of() : List.of((String[]) communities.getArray()));
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such login.");
    }
}
