package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Access tokens for callers that a test has put into the database. */
@ApplicationScoped
public class TestTokens {
    private final AccessTokens tokens;

    TestTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** What goes into the Authorization header. */
    public String bearer(Caller caller) {
        AccessTokens.AccessToken token = caller.isUser()
                ? tokens.ofUser(
                        caller.id(),
                        caller.name(),
                        caller.session().orElseThrow(),
                        Instant.now().plus(Duration.ofDays(1)))
                : tokens.ofClient(caller.id(), caller.name(), caller.scopes());
        return "Bearer " + token.value();
    }
}
