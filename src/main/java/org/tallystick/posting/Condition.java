package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What must be so for a unit to be decided at all. It is looked at in the unit's transaction, after its accounts were locked and its key
 * was looked up, in statements that see all that was committed before; what it locks itself is locked after the accounts. A replay of
 * what a key bought does not ask for it.
 */
@FunctionalInterface
public interface Condition {
    /** @throws org.tallystick.problem.ProblemException if it is not so: nothing is written then, and the unit's stage ends with it */
    void in(Connection connection) throws SQLException;
}
