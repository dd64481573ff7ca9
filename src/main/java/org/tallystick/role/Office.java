package org.tallystick.role;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.security.Role;

/** The roles that are held in a community as a whole. */
final class Office {
    private static final Set<Role> ALL = EnumSet.of(Role.ADMINISTRATOR, Role.AUDITOR, Role.MEDIATOR);

    private Office() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static Role read(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + ALL.stream().map(Role::value).collect(Collectors.joining(", "))));
    }

    static Optional<Role> find(String text) {
        return Arrays.stream(Role.values())
                .filter(ALL::contains)
                .filter(role -> role.value().equals(text))
                .findFirst();
    }
}
