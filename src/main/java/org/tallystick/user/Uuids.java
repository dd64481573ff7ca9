package org.tallystick.user;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses. */
final class Uuids {
    private Uuids() {}

    /** Empty for a text that is no id. */
    static Optional<UUID> find(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
