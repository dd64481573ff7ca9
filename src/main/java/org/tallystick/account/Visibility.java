package org.tallystick.account;

import org.tallystick.security.Access;
import org.tallystick.security.Scope;

/** How much a caller sees of an account. */
enum Visibility {
    FULL,
    /** What a community that is open about balances shows to its members. */
    BALANCE,
    NONE;

    static Visibility of(Access access, AccountRef account) {
        boolean inFull = account.member().map(access::maySeeInFull).orElseGet(() -> seesEverything(access));
        if (inFull) {
            return FULL;
        }
        boolean fellowMember = !access.memberships().isEmpty();
        return fellowMember && access.community().balancesOpenToMembers() ? BALANCE : NONE;
    }

    private static boolean seesEverything(Access access) {
        return access.operator() || access.administrator() || access.scopes().contains(Scope.ACCOUNTS_READ);
    }
}
