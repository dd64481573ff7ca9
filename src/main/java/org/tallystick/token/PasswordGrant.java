package org.tallystick.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.security.AccessTokens;
import org.tallystick.user.Logins;
import org.tallystick.user.Logins.Attempt;
import org.tallystick.user.Logins.CodeMissing;
import org.tallystick.user.Logins.Proven;
import org.tallystick.user.Sessions;
import org.tallystick.user.Sessions.Opened;

/** A user logs in with name and password, and with a code where the login has a second factor, and opens a session. */
@ApplicationScoped
class PasswordGrant {
    private final Logins logins;
    private final Sessions sessions;
    private final AccessTokens tokens;

    PasswordGrant(Logins logins, Sessions sessions, AccessTokens tokens) {
        this.logins = logins;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * @param otp the code; null: none was sent
     * @param program what the program calls itself, for the list of sessions
     */
    TokenResponse grant(
            String username, String password, @Nullable String otp, Optional<String> program, String address) {
        Attempt attempt = logins.prove(username, password, otp, address);
        if (attempt instanceof CodeMissing) {
            throw new OAuthException(
                    OAuthException.Error.MFA_REQUIRED,
                    "This login has a second factor: send the code that the app shows, or one from the paper, as otp.");
        }
        if (!(attempt instanceof Proven proven)) {
            throw wrong();
        }
        Opened session = sessions.open(proven.login(), program, address).orElseThrow(PasswordGrant::wrong);
        return TokenResponse.ofUser(
                tokens.ofUser(session.user(), session.username(), session.session(), session.expiresAt()),
                session.refreshToken());
    }

    private static OAuthException wrong() {
        return new OAuthException(
                OAuthException.Error.INVALID_GRANT, "The username, the password or the code is wrong.");
    }
}
