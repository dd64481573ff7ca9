package org.tallystick.security;

import java.util.Optional;
import java.util.UUID;

/** Knows which user an external identity is; the users are another feature's. */
public interface ExternalUsers {
    /**
     * A user that an external identity is linked to.
     *
     * @param session one that lives at least until the token expires, unless somebody has ended it
     */
    record LinkedUser(UserId user, String username, UUID session) {}

    /** Empty for an identity that no user is linked to. Waits for the database. */
    Optional<LinkedUser> find(ExternalLogin login);
}
