package org.tallystick.permission;

import java.util.Optional;
import org.tallystick.security.Permission;
import org.tallystick.security.Reach;
import org.tallystick.security.Role;
import org.tallystick.security.Scope;

/** A row of the table: somebody with one role and no other, a program with one scope, and a request without token. */
enum Who {
    OPERATOR(Role.OPERATOR),
    ADMINISTRATOR(Role.ADMINISTRATOR),
    LOCAL_ADMINISTRATOR(Role.LOCAL_ADMINISTRATOR),
    AUDITOR(Role.AUDITOR),
    MEDIATOR(Role.MEDIATOR),
    OWNER(Role.OWNER),
    SPENDER(Role.SPENDER),
    VIEWER(Role.VIEWER),
    TRADES_WRITE(Scope.TRADES_WRITE),
    ACCOUNTS_READ(Scope.ACCOUNTS_READ),
    MEMBERS_WRITE(Scope.MEMBERS_WRITE),
    STATEMENTS_READ(Scope.STATEMENTS_READ),
    LIMITS_WRITE(Scope.LIMITS_WRITE),
    NOBODY();

    private final Optional<Role> role;
    private final Optional<Scope> scope;

    Who() {
        this.role = Optional.empty();
        this.scope = Optional.empty();
    }

    Who(Role role) {
        this.role = Optional.of(role);
        this.scope = Optional.empty();
    }

    Who(Scope scope) {
        this.role = Optional.empty();
        this.scope = Optional.of(scope);
    }

    Optional<Role> role() {
        return role;
    }

    Optional<Scope> scope() {
        return scope;
    }

    boolean isUser() {
        return role.isPresent();
    }

    Optional<Reach> reach(Permission permission) {
        return role.flatMap(permission::of).or(() -> scope.flatMap(permission::of));
    }
}
