package org.tallystick.token;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;
import org.tallystick.security.TokenVerifier;
import org.tallystick.user.Sessions;

/** Logs out: ends the session of a refresh token or of an access token. Whoever holds it may, however much they failed before; anything else is a no-op. */
@ApplicationScoped
class RevokeToken {
    private final TokenVerifier tokens;
    private final Sessions sessions;

    RevokeToken(TokenVerifier tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    void revoke(String token) {
        if (token.indexOf('.') < 0) {
            sessions.endByRefreshToken(token);
            return;
        }
        try {
            Caller caller = tokens.verify(token);
            caller.session().ifPresent(session -> sessions.end(session, caller.id()));
        } catch (ProblemException e) {
            // RFC 7009 §2.2: a token that is not good needs no revocation.
            if (e.problem().type() != ProblemType.UNAUTHENTICATED) {
                throw e;
            }
        }
    }
}
