package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.security.Digests;

/** The tokens that letters carry, each good once. Everything here belongs to the caller's transaction. */
@ApplicationScoped
class LoginTokens {
    private final Sql sql;
    private final Users users;
    private final Clock clock;

    LoginTokens(Sql sql, Users users, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.clock = clock;
    }

    /** What a token is good for, and for how long. */
    enum Purpose {
        CONFIRM_EMAIL(Duration.ofDays(2)),
        RESET_PASSWORD(Duration.ofHours(1));

        private final Duration lifetime;

        Purpose(Duration lifetime) {
            this.lifetime = lifetime;
        }

        private String column() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued until " + expiresAt;
        }
    }

    record Taken(UUID user, String username, String email) {}

    /** The only one for this purpose from now on. */
    Issued issue(UUID user, Purpose purpose, String email) {
        Instant now = clock.instant();
        String token = Digests.newToken();
        Instant expiresAt = now.plus(purpose.lifetime);
        users.lock(user);
        sql.update("DELETE FROM login_token WHERE user_id = ? AND purpose = ?", user, purpose.column());
        sql.update(
                "INSERT INTO login_token (token_hash, user_id, purpose, email, issued_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                Digests.sha256(token),
                user,
                purpose.column(),
                email,
                now,
                expiresAt);
        return new Issued(token, expiresAt);
    }

    boolean issuedSince(UUID user, Purpose purpose, Instant when) {
        return sql.exists(
                "SELECT FROM login_token WHERE user_id = ? AND purpose = ? AND issued_at > ?",
                user,
                purpose.column(),
                when);
    }

    /** Whose it is; reads, and leaves it good. The login is locked before the token, as everybody does. */
    Optional<Taken> find(String token, Purpose purpose) {
        return sql.one(
                "SELECT u.user_id, u.username, t.email FROM login_token t JOIN app_user u ON u.user_id = t.user_id"
                        + " WHERE t.token_hash = ? AND t.purpose = ? AND t.expires_at > ? AND u.status = 'active'"
                        + " FOR NO KEY UPDATE OF u, t",
                row -> new Taken(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                Digests.sha256(token),
                purpose.column(),
                clock.instant());
    }

    /** Those of a login, of one purpose, that were sent before. */
    void forget(UUID user, Purpose purpose) {
        sql.update("DELETE FROM login_token WHERE user_id = ? AND purpose = ?", user, purpose.column());
    }

    void used(String token) {
        sql.update("DELETE FROM login_token WHERE token_hash = ?", Digests.sha256(token));
    }
}
