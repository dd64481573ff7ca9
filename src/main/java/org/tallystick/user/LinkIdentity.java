package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.UserId;
import org.tallystick.user.Identities.Linked;

/** Links identities of other issuers to one's own login, and unlinks them. */
@ApplicationScoped
public class LinkIdentity {
    private final Sql sql;
    private final Identities identities;
    private final Sessions sessions;

    LinkIdentity(Sql sql, Identities identities, Sessions sessions) {
        this.sql = sql;
        this.identities = identities;
        this.sessions = sessions;
    }

    List<Linked> all(Caller caller) {
        return identities.all(new UserId(caller.id()));
    }

    /** @throws ProblemException {@code state-conflict} for an identity that is linked already */
    @Transactional
    public void link(Caller caller, ExternalIdentity identity) {
        identities.link(identity, new UserId(caller.id()));
    }

    /**
     * All sessions end, for it is not written down which of them came in with the identity; but the one that asks.
     *
     * @return whether there was one
     * @throws ProblemException {@code state-conflict} for the last way in of a login that has no password
     */
    @Transactional
    public boolean unlink(Caller caller, UUID identity) {
        UserId user = new UserId(caller.id());
        Optional<UUID> keeping = caller.identity().isPresent() ? Optional.empty() : caller.session();
        if (!identities.unlink(user, identity)) {
            return false;
        }
        boolean hasPassword =
                sql.exists("SELECT FROM app_user WHERE user_id = ? AND password_hash IS NOT NULL", user.value());
        if (!hasPassword && identities.all(user).isEmpty()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "This is the only way into your login, which has no password.");
        }
        sessions.endAllBut(user, keeping);
        return true;
    }
}
