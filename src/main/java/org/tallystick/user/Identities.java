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

    /** By user, identity (null: all of them) and now. */
    private static final String UNLINK = """
            WITH unlinked AS (DELETE FROM user_identity WHERE user_id = ? AND identity_id = coalesce(?::uuid, identity_id)
                              RETURNING user_id, issuer, subject)
            INSERT INTO unlinked_identity (user_id, issuer, subject, unlinked_at)
            SELECT user_id, issuer, subject, ?::timestamptz FROM unlinked
                ON CONFLICT (user_id, issuer, subject) DO UPDATE SET unlinked_at = EXCLUDED.unlinked_at""";

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
     * Does nothing where this login is linked to it already. That it was unlinked once counts no longer.
     *
     * @throws ProblemException {@code state-conflict}: one identity is one login's, and a login has no more than a few
     */
    void link(ExternalIdentity identity, UserId user) {
        users.lock(user.value());
        sql.update(
                "DELETE FROM unlinked_identity WHERE user_id = ? AND issuer = ? AND subject = ?",
                user.value(),
                identity.issuer(),
                identity.subject());
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

    /**
     * The same, where nobody asked for it but the issuer's word on an address.
     *
     * @return false where it was unlinked from this login before: then only they themselves link it again
     */
    boolean linkByEmail(ExternalIdentity identity, UserId user) {
        users.lock(user.value());
        if (wasUnlinked(identity, user)) {
            return false;
        }
        link(identity, user);
        return true;
    }

    private boolean wasUnlinked(ExternalIdentity identity, UserId user) {
        return sql.exists(
                "SELECT FROM unlinked_identity WHERE user_id = ? AND issuer = ? AND subject = ?",
                user.value(),
                identity.issuer(),
                identity.subject());
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
        boolean unlinked = sql.update(UNLINK, user.value(), identity, clock.instant()) > 0;
        if (unlinked) {
            changes.raiseWhereverIs(user);
        }
        return unlinked;
    }

    /** Those of a login that begins anew; whoever ends its sessions makes that known. */
    void unlinkAll(UserId user) {
        users.lock(user.value());
        sql.update(UNLINK, user.value(), null, clock.instant());
    }
}
