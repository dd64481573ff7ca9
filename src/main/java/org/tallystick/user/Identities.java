package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.UserId;

/** The identities of other issuers that a login is linked to. Changes belong to the caller's transaction. */
@ApplicationScoped
class Identities {
    /** Of one login. */
    private static final int MOST = 10;

    private final Sql sql;
    private final Users users;
    private final SecurityNotices notices;
    private final AccessChanges changes;
    private final Clock clock;

    Identities(Sql sql, Users users, SecurityNotices notices, AccessChanges changes, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.notices = notices;
        this.changes = changes;
        this.clock = clock;
    }

    record Linked(UUID id, String issuer, String subject, Instant linkedAt) {}

    /**
     * Does nothing where this login is linked to it already.
     *
     * @throws ProblemException {@code state-conflict}: one identity is one login's, and a login has no more than a few
     */
    void link(ExternalIdentity identity, UserId user) {
        users.lock(user.value());
        int linked = sql.update(
                "INSERT INTO user_identity (identity_id, issuer, subject, user_id, linked_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (issuer, subject) DO NOTHING",
                Ids.next(),
                identity.issuer(),
                identity.subject(),
                user.value(),
                clock.instant());
        if (linked == 0) {
            if (isLinked(identity, user)) {
                return;
            }
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "This identity is linked to a login already.");
        }
        if (all(user).size() > MOST) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "A login is linked to no more than " + MOST + " identities.");
        }
        notices.send(user.value(), SecurityEvent.IDENTITY_LINKED);
    }

    private boolean isLinked(ExternalIdentity identity, UserId user) {
        return sql.exists(
                "SELECT FROM user_identity WHERE issuer = ? AND subject = ? AND user_id = ?",
                identity.issuer(),
                identity.subject(),
                user.value());
    }

    List<Linked> all(UserId user) {
        return sql.list(
                "SELECT identity_id, issuer, subject, linked_at FROM user_identity WHERE user_id = ?"
                        + " ORDER BY identity_id",
                row -> new Linked(
                        row.getObject("identity_id", UUID.class),
                        row.getString("issuer"),
                        row.getString("subject"),
                        Sql.instant(row, "linked_at")),
                user.value());
    }

    /** @return whether there was one; whatever it had opened has ended */
    boolean unlink(UserId user, UUID identity) {
        users.lock(user.value());
        boolean unlinked =
                sql.update("DELETE FROM user_identity WHERE user_id = ? AND identity_id = ?", user.value(), identity)
                        > 0;
        if (unlinked) {
            changes.raiseWhereverIs(user);
        }
        return unlinked;
    }
}
