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
    /** For so long it is remembered that a token was issued, whether it is still good or not. */
    static final Duration DAY = Duration.ofDays(1);

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

    /**
     * One that confirms an address is the only one from now on. One that sets the password stands beside those before it, which
     * are good until they expire: anybody can have one sent, and so make those of the owner void.
     */
    Issued issue(UUID user, Purpose purpose, String email) {
        Instant now = clock.instant();
        String token = Digests.newToken();
        Instant expiresAt = now.plus(purpose.lifetime);
        users.lock(user);
        if (purpose == Purpose.CONFIRM_EMAIL) {
            forget(user, purpose);
        } else {
            sql.update(
                    "DELETE FROM login_token WHERE user_id = ? AND purpose = ? AND issued_at <= ?",
                    user,
                    purpose.column(),
                    now.minus(DAY));
        }
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

    /** How many; of those that were not used or forgotten since. */
    int issuedSince(UUID user, Purpose purpose, Instant when) {
        return sql.list(
                        "SELECT FROM login_token WHERE user_id = ? AND purpose = ? AND issued_at > ?",
                        row -> true,
                        user,
                        purpose.column(),
                        when)
                .size();
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
