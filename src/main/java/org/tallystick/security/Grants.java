package org.tallystick.security;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who holds one permission, and for whom: a row of the table that {@link Permission} is. */
final class Grants {
    private final Map<Role, Reach> roles = new EnumMap<>(Role.class);
    private final Map<Scope, Reach> scopes = new EnumMap<>(Scope.class);

    private Grants() {}

    static Grants nobody() {
        return new Grants();
    }

    static Grants any(Role... some) {
        return nobody().and(Reach.ANY, some);
    }

    Grants mediated(Role... some) {
        return and(Reach.MEDIATED, some);
    }

    Grants group(Role... some) {
        return and(Reach.GROUP, some);
    }

    Grants own(Role... some) {
        return and(Reach.OWN, some);
    }

    Grants scopes(Scope... some) {
        return and(Reach.ANY, some);
    }

    Grants ownScopes(Scope... some) {
        return and(Reach.OWN, some);
    }

    private Grants and(Reach reach, Role... some) {
        for (Role role : some) {
            roles.put(role, reach);
        }
        return this;
    }

    private Grants and(Reach reach, Scope... some) {
        for (Scope scope : some) {
            scopes.put(scope, reach);
        }
        return this;
    }

    Optional<Reach> of(Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    Optional<Reach> of(Scope scope) {
        return Optional.ofNullable(scopes.get(scope));
    }

    Map<Role, Reach> roles() {
        return Collections.unmodifiableMap(roles);
    }

    Map<Scope, Reach> scopes() {
        return Collections.unmodifiableMap(scopes);
    }
}
