package org.tallystick.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the token says.
 *
 * @param name the username, or the client's name
 * @param session of a user; a client has none
 * @param scopes what the token was asked for; a client holds of them what a community grants it, a user has none
 */
public record Caller(UUID id, CallerKind kind, String name, Optional<UUID> session, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean isUser() {
        return kind == CallerKind.USER;
    }
}
