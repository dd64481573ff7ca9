package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
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
    private final Logins logins;

    LinkIdentity(Sql sql, Identities identities, Sessions sessions, Logins logins) {
        this.logins = logins;
        this.sql = sql;
        this.identities = identities;
        this.sessions = sessions;
    }

    List<Linked> all(Caller caller) {
        return identities.all(new UserId(caller.id()));
    }

    /**
     * A way in like the password, so it asks for the password again, where the login has one.
     *
     * @throws ProblemException {@code state-conflict} for an identity that is linked already; {@code malformed} or {@code
     *     forbidden} without the right password
     */
    void link(
            Caller caller, ExternalIdentity identity, @Nullable String password, @Nullable String otp, String address) {
        UserId user = new UserId(caller.id());
        if (hasPassword(user)) {
            FieldErrors errors = new FieldErrors();
            String given = errors.required("password", password, "");
            errors.throwIfAny();
            logins.require(caller.name(), given, otp, address);
        }
        QuarkusTransaction.requiringNew().run(() -> identities.link(identity, user));
    }

    private boolean hasPassword(UserId user) {
        return sql.exists("SELECT FROM app_user WHERE user_id = ? AND password_hash IS NOT NULL", user.value());
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
        if (!hasPassword(user) && identities.all(user).isEmpty()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "This is the only way into your login, which has no password.");
        }
        sessions.endAllBut(user, keeping);
        return true;
    }
}
