package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Sql;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.UserId;

/** Puts another password in the place of a login's, with all that belongs to it. In the caller's transaction. */
@ApplicationScoped
class StorePassword {
    private final Sql sql;
    private final Users users;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final AccessChanges changes;

    StorePassword(Sql sql, Users users, Sessions sessions, SecurityNotices notices, AccessChanges changes) {
        this.sql = sql;
        this.users = users;
        this.sessions = sessions;
        this.notices = notices;
        this.changes = changes;
    }

    /**
     * @param keeping the session that goes on; all others end. No letter that was sent before is good any more: neither one
     *     that sets the password, nor one that would let somebody who knew the old one read the next
     */
    void store(UUID user, String username, String hash, Optional<UUID> keeping, Reason reason) {
        sql.update("UPDATE app_user SET password_hash = ? WHERE user_id = ?", hash, user);
        sql.update("DELETE FROM login_token WHERE user_id = ?", user);
        sessions.endAllBut(new UserId(user), keeping);
        for (UUID community : users.communities(user)) {
            changes.record(
                    new CommunityId(community), Subject.USER, username, new Actor(user, keeping), reason, null, null);
        }
        notices.send(user, SecurityEvent.PASSWORD_CHANGED);
    }
}
