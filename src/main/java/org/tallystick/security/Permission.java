package org.tallystick.security;

import static org.tallystick.security.Role.ADMINISTRATOR;
import static org.tallystick.security.Role.OPERATOR;
import static org.tallystick.security.Role.OWNER;
import static org.tallystick.security.Role.SPENDER;
import static org.tallystick.security.Role.VIEWER;
import static org.tallystick.security.Scope.ACCOUNTS_READ;
import static org.tallystick.security.Scope.LIMITS_WRITE;
import static org.tallystick.security.Scope.MEMBERS_WRITE;
import static org.tallystick.security.Scope.STATEMENTS_READ;
import static org.tallystick.security.Scope.TRADES_WRITE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one table of who may do what: each permission with the roles and the scopes that hold it. That a member may trade or
 * see only for itself is asked of {@link Access} besides.
 */
public enum Permission {
    CREATE_COMMUNITIES(roles(OPERATOR), noScopes()),
    IMPORT_COMMUNITIES(roles(OPERATOR), noScopes()),

    SEE_COMMUNITY(
            roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER),
            scopes(TRADES_WRITE, ACCOUNTS_READ, MEMBERS_WRITE, STATEMENTS_READ, LIMITS_WRITE)),
    CHANGE_COMMUNITY(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    APPOINT_ADMINISTRATORS(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    MANAGE_CLIENTS(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    SEE_CHANGES(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    VERIFY_LEDGER(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    EXPORT_COMMUNITY(roles(OPERATOR, ADMINISTRATOR), noScopes()),

    SEE_MEMBERS(
            roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER),
            scopes(TRADES_WRITE, ACCOUNTS_READ, MEMBERS_WRITE, LIMITS_WRITE)),
    ENROL_MEMBERS(roles(OPERATOR, ADMINISTRATOR), scopes(MEMBERS_WRITE)),
    CHANGE_MEMBERS(roles(OPERATOR, ADMINISTRATOR), scopes(MEMBERS_WRITE)),
    INVITE_MEMBERS(roles(OPERATOR, ADMINISTRATOR), noScopes()),

    SEE_ACCOUNTS(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER), scopes(ACCOUNTS_READ, LIMITS_WRITE)),
    SET_LIMITS(roles(OPERATOR, ADMINISTRATOR), scopes(LIMITS_WRITE)),
    SEE_LIMIT_HISTORY(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER), scopes(ACCOUNTS_READ, LIMITS_WRITE)),

    /** For which payer: {@link Access#mayTradeFor}. */
    RECORD_TRADES(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER), scopes(TRADES_WRITE)),
    REVERSE_TRADES(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER), scopes(TRADES_WRITE)),
    OVERRIDE_LIMITS(roles(OPERATOR, ADMINISTRATOR), noScopes()),
    SEE_TRADES(
            roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER),
            scopes(TRADES_WRITE, ACCOUNTS_READ, STATEMENTS_READ)),
    SEE_STATEMENTS(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER), scopes(STATEMENTS_READ)),

    /** Any caller whose token and session are good, in no community. */
    SEE_ONESELF(roles(OPERATOR, ADMINISTRATOR, OWNER, SPENDER, VIEWER), Set.of(Scope.values()));

    private final Set<Role> roles;
    private final Set<Scope> scopes;

    Permission(Set<Role> roles, Set<Scope> scopes) {
        this.roles = Collections.unmodifiableSet(roles);
        this.scopes = scopes;
    }

    boolean isHeldBy(Set<Role> some, Set<Scope> granted) {
        return !Collections.disjoint(roles, some) || !Collections.disjoint(scopes, granted);
    }

    private static Set<Role> roles(Role... some) {
        EnumSet<Role> set = EnumSet.noneOf(Role.class);
        Collections.addAll(set, some);
        return set;
    }

    private static Set<Scope> noScopes() {
        return Set.of();
    }

    private static Set<Scope> scopes(Scope... some) {
        return Set.of(some);
    }
}
