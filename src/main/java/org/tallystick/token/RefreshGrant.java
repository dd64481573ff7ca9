package org.tallystick.token;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.security.AccessTokens;
import org.tallystick.security.Throttle;
import org.tallystick.user.Sessions;
import org.tallystick.user.Sessions.Opened;

/** A session goes on: the refresh token buys an access token and its own successor, once. */
@ApplicationScoped
class RefreshGrant {
    private final Throttle throttle;
    private final Sessions sessions;
    private final AccessTokens tokens;

    RefreshGrant(Throttle throttle, Sessions sessions, AccessTokens tokens) {
        this.throttle = throttle;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    TokenResponse grant(String refreshToken, String address) {
        Opened session = sessions.refresh(refreshToken).orElseThrow(() -> {
            throttle.spend("refresh_token", address);
            return new OAuthException(
                    OAuthException.Error.INVALID_GRANT, "The refresh token is not valid, or was used before.");
        });
        return TokenResponse.ofUser(
                tokens.ofUser(session.user(), session.username(), session.session(), session.expiresAt()),
                session.refreshToken());
    }
}
