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
        if (seesEverything(access)
                || account.member().filter(access::maySeeInFull).isPresent()) {
            return FULL;
        }
        boolean fellowMember = !access.memberships().isEmpty();
        return fellowMember && access.community().balancesOpenToMembers() ? BALANCE : NONE;
    }

    /** Whoever sets limits sees what they bound. */
    private static boolean seesEverything(Access access) {
        return access.governs()
                || access.scopes().contains(Scope.ACCOUNTS_READ)
                || access.scopes().contains(Scope.LIMITS_WRITE);
    }
}
