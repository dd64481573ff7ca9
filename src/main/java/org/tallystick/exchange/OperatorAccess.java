package org.tallystick.exchange;

import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;

/** The rights under which an import runs: those of an operator, asked for anew whenever rights have changed. */
final class OperatorAccess {
    private OperatorAccess() {}

    static Access of(AccessControl accessControl, String slug, Caller caller) {
        Access access = accessControl.current(slug, caller);
        if (!access.operator()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only an operator imports a community.");
        }
        return access;
    }
}
