package org.tallystick.change;

import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a change.
 *
 * @param id of the user or the client; of no one any more where it was erased
 * @param session of a user: it tells from which program the change was made
 */
public record Actor(UUID id, Optional<UUID> session) {
    /** Whoever has the machine, and needs no login. */
    public static final Actor COMMAND_LINE = of(new UUID(0, 0));

    /** A program, or a user without a session: a command, an import. */
    public static Actor of(UUID id) {
        return new Actor(id, Optional.empty());
    }
}
