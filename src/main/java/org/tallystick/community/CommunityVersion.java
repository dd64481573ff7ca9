package org.tallystick.community;

import java.util.OptionalLong;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The version of a community as it is shown; that of what anyone may do is another one. */
final class CommunityVersion {
    private CommunityVersion() {}

    /** @throws ProblemException {@code version-stale} */
    static void check(long version, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw ProblemException.of(
                    ProblemType.VERSION_STALE, "The community was changed since you read it; read it again.");
        }
    }
}
