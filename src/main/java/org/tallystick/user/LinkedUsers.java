package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.security.Digests;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.ExternalLogin;
import org.tallystick.security.ExternalUsers;
import org.tallystick.security.UserId;

/**
 * The users to whom identities of external issuers are linked. What a session of the built-in issuer is for its tokens, a
 * session at the external one is for those: it stands among the user's sessions, so that whatever ends these ends it too.
 */
@ApplicationScoped
public class LinkedUsers implements ExternalUsers {
    private static final String BY_IDENTITY = """
            SELECT u.user_id, u.username FROM user_identity i JOIN app_user u ON u.user_id = i.user_id
             WHERE i.issuer = ? AND i.subject = ?""";

    /** One that was ended stays so, whatever further tokens the issuer makes in it. */
    private static final String OPEN_OR_PROLONG = """
            INSERT INTO session (session_id, user_id, started_at, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (session_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
             WHERE session.expires_at < EXCLUDED.expires_at""";

    private final Sql sql;
    private final Clock clock;

    LinkedUsers(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record User(UserId id, String username) {}

    @Override
    public Optional<LinkedUser> find(ExternalLogin login) {
        return byIdentity(login.identity()).map(user -> {
            UUID session = session(user.id(), login);
            sql.update(OPEN_OR_PROLONG, session, user.id().value(), clock.instant(), login.expiresAt());
            return new LinkedUser(user.id(), user.username(), session);
        });
    }

    private Optional<User> byIdentity(ExternalIdentity identity) {
        return sql.one(
                BY_IDENTITY,
                row -> new User(new UserId(row.getObject("user_id", UUID.class)), row.getString("username")),
                identity.issuer(),
                identity.subject());
    }

    /** The same on every instance, and another for every user; a UUID of version 8 (RFC 9562 §5.8). */
    private static UUID session(UserId user, ExternalLogin login) {
        String text = user.value() + "\n" + login.identity().issuer() + "\n" + login.session();
        ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(text));
        long most = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long least = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
