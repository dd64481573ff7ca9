package org.tallystick.account;

import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** How much a caller sees of an account. */
enum Visibility {
    FULL,
    /** What a community that is open about balances shows to its members. */
    BALANCE,
    NONE;

    static Visibility of(Access access, AccountRef account) {
        if (access.may(Permission.SEE_ACCOUNTS, account.member())) {
            return FULL;
        }
        boolean fellowMember = !access.memberships().isEmpty();
        return fellowMember && access.community().balancesOpenToMembers() ? BALANCE : NONE;
    }
}
