package org.tallystick.community;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The two versions of a community: of what is shown, and of what anyone may do. */
final class CommunityVersion {
    private CommunityVersion() {}

    /** @throws ProblemException {@code version-stale} */
    static void check(long version, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw ProblemException.of(
                    ProblemType.VERSION_STALE, "The community was changed since you read it; read it again.");
        }
    }

    /** The posting sends back what was authorised under the rules of before, and nothing is served from a cache of them. */
    static void raiseAccessVersion(Connection connection, CommunityId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE community SET access_version = access_version + 1 WHERE community_id = ?")) {
            statement.setObject(1, id.value());
            statement.executeUpdate();
        }
    }
}
