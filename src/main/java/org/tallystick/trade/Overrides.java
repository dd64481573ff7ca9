package org.tallystick.trade;

import java.util.Collection;
import org.tallystick.account.AccountRef;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Who may pass the limits of the accounts: an administrator who says why, and acts for none of those who take part. */
final class Overrides {
    private Overrides() {}

    /** @throws ProblemException 403 */
    static void requireAllowed(Access access, Collection<AccountRef> parties) {
        access.require(Permission.OVERRIDE_LIMITS);
        boolean own = parties.stream()
                .map(AccountRef::member)
                .anyMatch(member -> member.filter(access::actsFor).isPresent());
        if (own) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You act for one of the parties; another administrator passes the limits for it.");
        }
    }
}
