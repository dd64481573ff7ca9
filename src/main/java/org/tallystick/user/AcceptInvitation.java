package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Digests;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.security.UserId;

/**
 * Sets the password of an invited login, and ends what sessions it had. An invitation is worth what whoever wrote it may do
 * now: it is void once they may not invite here any more, and once the login has a say that they have none over.
 */
@ApplicationScoped
public class AcceptInvitation {
    private static final String COUNTED = "invitation";
    private static final Reason REASON = new Reason("Accepted an invitation and set a password");

    /**
     * What {@link InviteMember} asks when it is written, asked again. A login that never had a password may be that of a new
     * administrator, whom one of the others has appointed.
     */
    private static final String STILL_GOOD = """
            i.token_hash = ? AND i.accepted_at IS NULL AND i.expires_at > ? AND u.status = 'active'
            AND (EXISTS (SELECT FROM app_user o WHERE o.user_id = i.invited_by AND o.operator AND o.status = 'active')
                 OR (NOT u.operator
                     AND (SELECT count(*) FROM (SELECT community_id FROM membership WHERE user_id = u.user_id
                                                 UNION
                                                SELECT community_id FROM community_role WHERE user_id = u.user_id) k) = 1
                     AND (u.password_hash IS NULL OR u.user_id = i.invited_by
                          OR NOT EXISTS (SELECT FROM community_role r WHERE r.user_id = u.user_id))
                     AND EXISTS (SELECT FROM (SELECT community_id FROM community_role WHERE user_id = i.invited_by
                                               UNION
                                              SELECT community_id FROM client_grant
                                               WHERE client_id = i.invited_by AND 'members:write' = ANY (scopes)) w
                                   JOIN (SELECT community_id FROM membership WHERE user_id = u.user_id
                                          UNION
                                         SELECT community_id FROM community_role WHERE user_id = u.user_id) k
                                  USING (community_id))))""";

    private final Sql sql;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Sessions sessions;
    private final AccessChanges changes;
    private final Clock clock;

    AcceptInvitation(
            Sql sql, Passwords passwords, Throttle throttle, Sessions sessions, AccessChanges changes, Clock clock) {
        this.sql = sql;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.changes = changes;
        this.clock = clock;
    }

    private record Invited(UUID user, String username) {}

    /**
     * @param address from which the request comes
     * @throws ProblemException 404 for an invitation that is not good, 400 for a password that will not do
     */
    public void accept(String token, String password, String address) {
        throttle.check(COUNTED, address);
        byte[] hash = Digests.sha256(token);
        Invited invited = find(hash).orElseThrow(() -> {
            throttle.failed(COUNTED, address);
            return unknown();
        });
        FieldErrors errors = new FieldErrors();
        Optional<String> accepted =
                errors.read("password", password, text -> Passwords.readNew(text, invited.username()));
        errors.throwIfAny();
        String passwordHash = passwords.hash(accepted.orElseThrow());
        QuarkusTransaction.requiringNew().run(() -> set(hash, invited, passwordHash));
    }

    private Optional<Invited> find(byte[] hash) {
        return sql.one(
                "SELECT u.user_id, u.username FROM invitation i JOIN app_user u ON u.user_id = i.user_id WHERE "
                        + STILL_GOOD,
                row -> new Invited(row.getObject(1, UUID.class), row.getString(2)),
                hash,
                clock.instant());
    }

    private void set(byte[] hash, Invited invited, String passwordHash) {
        int accepted = sql.update(
                "UPDATE invitation i SET accepted_at = ? FROM app_user u WHERE u.user_id = i.user_id AND " + STILL_GOOD,
                clock.instant(),
                hash,
                clock.instant());
        if (accepted == 0) {
            throw unknown();
        }
        sql.update("UPDATE app_user SET password_hash = ? WHERE user_id = ?", passwordHash, invited.user());
        sessions.endAllOf(new UserId(invited.user()));
        for (UUID community : communities(invited.user())) {
            changes.record(
                    new CommunityId(community), Subject.USER, invited.username(), invited.user(), REASON, null, null);
        }
    }

    private Iterable<UUID> communities(UUID user) {
        return sql.list(
                "SELECT community_id FROM membership WHERE user_id = ?"
                        + " UNION SELECT community_id FROM community_role WHERE user_id = ?",
                row -> row.getObject(1, UUID.class),
                user,
                user);
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "There is no such invitation, or it was accepted, has expired or is void; ask for a new one.");
    }
}
