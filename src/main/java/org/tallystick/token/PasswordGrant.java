package org.tallystick.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;
import org.tallystick.security.AccessTokens;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.user.RehashPassword;
import org.tallystick.user.Sessions;
import org.tallystick.user.Sessions.Opened;

/** A user logs in with name and password, and opens a session. */
@ApplicationScoped
class PasswordGrant {
    private static final int LONGEST_NAME = 100;

    private final Sql sql;
    private final Passwords passwords;
    private final Throttle throttle;
    private final RehashPassword rehash;
    private final Sessions sessions;
    private final AccessTokens tokens;

    PasswordGrant(
            Sql sql,
            Passwords passwords,
            Throttle throttle,
            RehashPassword rehash,
            Sessions sessions,
            AccessTokens tokens) {
        this.sql = sql;
        this.passwords = passwords;
        this.throttle = throttle;
        this.rehash = rehash;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    private record Login(UUID id, String username, Optional<String> hash, boolean active) {}

    TokenResponse grant(String username, String password, String address) {
        // No login's name has a question mark in it, and no text of the database a zero.
        String name = username.strip().toLowerCase(Locale.ROOT).replace('\0', '?');
        String counted = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        throttle.check(counted, address);
        @Nullable
        Login login = sql.one(
                        "SELECT user_id, username, password_hash, status = 'active' AS active FROM app_user"
                                + " WHERE username = ?",
                        row -> new Login(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                Optional.ofNullable(row.getString(3)),
                                row.getBoolean(4)),
                        counted)
                .orElse(null);
        boolean right = passwords.matches(
                password, login == null ? Optional.empty() : login.hash(), () -> throttle.check(counted, address));
        if (!right || login == null || !login.active()) {
            throttle.failed(counted, address);
            throw new OAuthException(OAuthException.Error.INVALID_GRANT, "The username or the password is wrong.");
        }
        login.hash().ifPresent(hash -> rehash.whereNeeded(login.id(), password, hash));
        Opened session = sessions.open(login.id(), login.username());
        return TokenResponse.ofUser(
                tokens.ofUser(session.user(), session.username(), session.session(), session.expiresAt()),
                session.refreshToken());
    }
}
