package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Digests;
import org.tallystick.security.SecurityConfig;
import org.tallystick.security.UserId;
import org.tallystick.user.Logins.Login;

/**
 * Logins that last: a session is a family of refresh tokens, of which each is good once. A token that comes a second time was
 * stolen from one side or the other, and ends the session (RFC 9700 §4.14.2).
 */
@ApplicationScoped
public class Sessions {
    private static final int LONGEST_LABEL = 200;
    private static final int MOST_LISTED = 200;

    private final Sql sql;
    private final KnownAddresses addresses;
    private final SecurityNotices notices;
    private final AccessChanges changes;
    private final SecurityConfig config;
    private final Clock clock;

    public Sessions(
            Sql sql,
            KnownAddresses addresses,
            SecurityNotices notices,
            AccessChanges changes,
            SecurityConfig config,
            Clock clock) {
        this.sql = sql;
        this.addresses = addresses;
        this.notices = notices;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    /** @param refreshToken shown to its user and stored nowhere */
    public record Opened(UUID user, String username, UUID session, Instant expiresAt, String refreshToken) {
        /** Without the token, for whoever logs it. */
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    private record Found(
            UUID user, String username, UUID session, Instant sessionExpiresAt, boolean used, boolean alive) {}

    /**
     * @param label what the program that logs in calls itself; for the list of sessions
     * @param address from which the request comes; it is known from now on
     * @return empty where the password was changed, or the login disabled, since the password was found to be right: hashing
     *     takes its time, and whoever ends all sessions means this one too
     */
    @Transactional
    public Optional<Opened> open(Login login, Optional<String> label, String address) {
        UUID user = login.id();
        boolean stillGood = sql.exists(
                "SELECT FROM app_user WHERE user_id = ? AND password_hash = ? AND status = 'active' FOR NO KEY UPDATE",
                user,
                login.hash());
        if (!stillGood) {
            return Optional.empty();
        }
        addresses.add(user, address);
        Instant now = clock.instant();
        UUID session = Ids.next();
        Instant expiresAt = now.plus(config.tokens().sessionLifetime());
        sql.update(
                "INSERT INTO session (session_id, user_id, started_at, expires_at, last_used_at, label)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                session,
                user,
                now,
                expiresAt,
                now,
                label.map(text -> text.substring(0, Math.min(text.length(), LONGEST_LABEL)))
                        .orElse(null));
        return Optional.of(
                new Opened(user, login.username(), session, expiresAt, newRefreshToken(session, now, expiresAt)));
    }

    /** The session with its next refresh token; empty for a token that is not good, whose session then has ended. */
    @Transactional
    public Optional<Opened> refresh(String refreshToken) {
        Instant now = clock.instant();
        byte[] hash = Digests.sha256(refreshToken);
        Optional<Found> found = find(hash, now);
        if (found.isEmpty() || !found.get().alive()) {
            return Optional.empty();
        }
        Found session = found.get();
        if (session.used()) {
            end(session.session(), session.user());
            notices.send(session.user(), SecurityEvent.REFRESH_TOKEN_REUSED);
            return Optional.empty();
        }
        sql.update("UPDATE session SET last_used_at = ? WHERE session_id = ?", now, session.session());
        sql.update("UPDATE refresh_token SET used_at = ? WHERE token_hash = ?", now, hash);
        sql.update("DELETE FROM refresh_token WHERE session_id = ? AND expires_at < ?", session.session(), now);
        return Optional.of(new Opened(
                session.user(),
                session.username(),
                session.session(),
                session.sessionExpiresAt(),
                newRefreshToken(session.session(), now, session.sessionExpiresAt())));
    }

    /** Ends the session of this token, if it has one. */
    @Transactional
    public void endByRefreshToken(String refreshToken) {
        find(Digests.sha256(refreshToken), clock.instant())
                .ifPresent(session -> end(session.session(), session.user()));
    }

    @Transactional
    public void end(UUID session, UUID user) {
        int ended = sql.update(
                "UPDATE session SET ended_at = ? WHERE session_id = ? AND ended_at IS NULL", clock.instant(), session);
        if (ended > 0) {
            changes.raiseWhereverIs(new UserId(user));
        }
    }

    /** Ends all that a user has, as when the password was lost. In the caller's transaction. */
    public void endAllOf(UserId user) {
        endAllBut(user, Optional.empty());
    }

    /** Ends all that a user has but one. In the caller's transaction. */
    void endAllBut(UserId user, Optional<UUID> keeping) {
        sql.update(
                "UPDATE session SET ended_at = ? WHERE user_id = ? AND ended_at IS NULL"
                        + " AND session_id IS DISTINCT FROM ?::uuid",
                clock.instant(),
                user.value(),
                keeping.orElse(null));
        changes.raiseWhereverIs(user);
    }

    /** One that has not ended, as its user sees it. */
    record Listed(
            UUID id, Instant startedAt, Optional<Instant> lastUsedAt, Instant expiresAt, Optional<String> label) {}

    /** The newest first. */
    List<Listed> all(UserId user) {
        return sql.list(
                "SELECT session_id, started_at, last_used_at, expires_at, label FROM session WHERE user_id = ?"
                        + " AND ended_at IS NULL AND expires_at > ? ORDER BY started_at DESC, session_id LIMIT ?",
                row -> new Listed(
                        row.getObject("session_id", UUID.class),
                        Sql.instant(row, "started_at"),
                        Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Sql.instant(row, "expires_at"),
                        Optional.ofNullable(row.getString("label"))),
                user.value(),
                clock.instant(),
                MOST_LISTED);
    }

    /** @return whether the user has such a session */
    @Transactional
    boolean endOwn(UserId user, UUID session) {
        boolean own = sql.exists("SELECT FROM session WHERE session_id = ? AND user_id = ?", session, user.value());
        if (own) {
            end(session, user.value());
        }
        return own;
    }

    @Transactional
    void endOthers(UserId user, UUID keeping) {
        endAllBut(user, Optional.of(keeping));
    }

    /** Locks the token and its session, so that of two that use it at once one is the second. */
    private Optional<Found> find(byte[] hash, Instant now) {
        return sql.one("""
                SELECT s.user_id, u.username, s.session_id, s.expires_at, r.used_at IS NOT NULL AS used,
                       s.ended_at IS NULL AND s.expires_at > ? AND r.expires_at > ? AND u.status = 'active' AS alive
                  FROM refresh_token r JOIN session s ON s.session_id = r.session_id
                  JOIN app_user u ON u.user_id = s.user_id
                 WHERE r.token_hash = ? FOR UPDATE OF r, s""", Sessions::toFound, now, now, hash);
    }

    private static Found toFound(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                row.getObject("session_id", UUID.class),
                Sql.instant(row, "expires_at"),
                row.getBoolean("used"),
                row.getBoolean("alive"));
    }

    private String newRefreshToken(UUID session, Instant now, Instant sessionExpiresAt) {
        String token = Digests.newToken();
        Instant unused = now.plus(config.tokens().refreshLifetime());
        sql.update(
                "INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
                Digests.sha256(token),
                session,
                now,
                unused.isBefore(sessionExpiresAt) ? unused : sessionExpiresAt);
        return token;
    }
}
