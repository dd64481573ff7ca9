package org.tallystick.security;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.security.ExternalUsers.LinkedUser;

/**
 * Who calls, as the token says.
 *
 * @param name the username, or the client's name
 * @param session of a user; a client has none
 * @param scopes what the token was asked for; a client holds of them what a community grants it, a user has none
 * @param identity of a caller whose token an external issuer made
 */
public record Caller(
        UUID id,
        CallerKind kind,
        String name,
        Optional<UUID> session,
        Set<Scope> scopes,
        Optional<ExternalIdentity> identity) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A caller with a token of the built-in issuer. */
    public Caller(UUID id, CallerKind kind, String name, Optional<UUID> session, Set<Scope> scopes) {
        this(id, kind, name, session, scopes, Optional.empty());
    }

    /** A user who logged in elsewhere. */
    static Caller linked(ExternalIdentity identity, LinkedUser user) {
        return new Caller(
                user.user().value(),
                CallerKind.USER,
                user.username(),
                Optional.of(user.session()),
                Set.of(),
                Optional.of(identity));
    }

    /** Somebody whom an external issuer vouches for and nobody here knows. The id is of no user and no client. */
    static Caller unlinked(ExternalIdentity identity) {
        String both = identity.issuer() + '\n' + identity.subject();
        UUID id = UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8));
        return new Caller(
                id, CallerKind.IDENTITY, identity.subject(), Optional.empty(), Set.of(), Optional.of(identity));
    }

    /** As a record of a change keeps it. */
    public Actor actor() {
        return new Actor(id, session);
    }

    public boolean isUser() {
        return kind == CallerKind.USER;
    }

    /** Whether it is the user of this name, and no client that is called the same. */
    public boolean isUserNamed(String username) {
        return isUser() && name.equals(username);
    }

    /** Whether it is a user or a client of this installation, and no mere identity. */
    public boolean isLinked() {
        return kind != CallerKind.IDENTITY;
    }
}
