package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.client.ClientKeepers;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Who may set the limits of an account: never whoever acts for its member. */
@ApplicationScoped
public class LimitSetters {
    private final ClientKeepers keepers;

    LimitSetters(ClientKeepers keepers) {
        this.keepers = keepers;
    }

    /** @throws ProblemException {@code forbidden} */
    public void require(Access access, AccountRef ref) {
        access.require(Permission.SET_LIMITS, ref.member());
        if (ref.member()
                .filter(member -> access.actsFor(member) || keepers.actFor(access, member))
                .isPresent()) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "You act for this member, and nobody sets the limits of their own account.");
        }
    }
}
