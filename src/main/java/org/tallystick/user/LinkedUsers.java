package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Digests;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.ExternalLogin;
import org.tallystick.security.ExternalUsers;
import org.tallystick.security.Linking;
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

    private static final String BY_EMAIL = """
            SELECT user_id, username, NOT operator AND totp_confirmed_at IS NULL AS may FROM app_user
             WHERE lower(email) = ? AND email_confirmed_at IS NOT NULL AND status = 'active' LIMIT 2""";

    /** One that was ended stays so, whatever further tokens the issuer makes in it. */
    private static final String OPEN_OR_PROLONG = """
            INSERT INTO session (session_id, user_id, started_at, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (session_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
             WHERE session.expires_at < EXCLUDED.expires_at""";

    private final Sql sql;
    private final Identities identities;
    private final Clock clock;

    LinkedUsers(Sql sql, Identities identities, Clock clock) {
        this.identities = identities;
        this.sql = sql;
        this.clock = clock;
    }

    private record User(UserId id, String username) {}

    private record Candidate(User user, boolean may) {}

    @Override
    public Optional<LinkedUser> find(ExternalLogin login) {
        Optional<User> known = byIdentity(login.identity());
        return known.or(() -> linkByEmail(login)).map(user -> {
            UUID session = session(user.id(), login);
            sql.update(OPEN_OR_PROLONG, session, user.id().value(), clock.instant(), login.expiresAt());
            return new LinkedUser(user.id(), user.username(), session);
        });
    }

    /**
     * Where the provider's word on addresses is good: the one active login that has confirmed the address. Never that of an
     * operator, nor one with a second factor, which the provider may not have asked for, nor one from which the identity was
     * unlinked.
     */
    private Optional<User> linkByEmail(ExternalLogin login) {
        Optional<String> email = login.identity().verifiedEmail();
        if (login.linking() != Linking.EMAIL || email.isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> candidates = sql.list(
                BY_EMAIL,
                row -> new Candidate(toUser(row), row.getBoolean("may")),
                email.get().toLowerCase(Locale.ROOT));
        if (candidates.size() != 1 || !candidates.get(0).may()) {
            return Optional.empty();
        }
        User user = candidates.get(0).user();
        try {
            boolean linked =
                    QuarkusTransaction.requiringNew().call(() -> identities.linkByEmail(login.identity(), user.id()));
            return linked ? Optional.of(user) : Optional.empty();
        } catch (ProblemException e) {
            // Another request linked it meanwhile, or the login has as many as it may have.
            return byIdentity(login.identity());
        }
    }

    private static User toUser(ResultSet row) throws SQLException {
        return new User(new UserId(row.getObject("user_id", UUID.class)), row.getString("username"));
    }

    private Optional<User> byIdentity(ExternalIdentity identity) {
        return sql.one(BY_IDENTITY, LinkedUsers::toUser, identity.issuer(), identity.subject());
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
