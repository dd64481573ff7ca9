package org.tallystick.posting;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.tallystick.ledger.CommunityId;

/**
 * The version of what anyone may do in a community, and the gate that it is raised behind. Writers go through the gate side by
 * side, and read the version once they are inside; whoever raises the version has the gate alone to the end of the transaction.
 * So when the raise is committed, nothing that was authorised before is being written any more, and nothing will be.
 *
 * <p>The gate is an advisory lock of the database: unlike a share of the community's row it has one queue, so that writers who
 * come later wait behind whoever raises, and many busy instances cannot keep it waiting (docs/adr/0018).
 *
 * <p>Who takes more than the gate takes in this order: the community's row, the gate, accounts.
 */
public final class AccessVersion {
    /** The first of the two numbers of our advisory locks; the database is ours alone. */
    private static final String LOCKS = "418";

    /** A power of two. Communities share gates, so that an operator, who is everywhere, needs no more locks than this. */
    private static final int GATES = 256;

    /** For a writer of trades. */
    static final String SHARE = "SELECT pg_advisory_xact_lock_shared(" + LOCKS + ", ?)";

    /** For whoever raises the version, or may. */
    static final String ALONE = "SELECT pg_advisory_xact_lock(" + LOCKS + ", ?)";

    private static final String RAISE =
            "UPDATE community SET access_version = access_version + 1 WHERE community_id = ?;" + ALONE;

    /** In the order of their numbers, so that two that take several do not wait for each other. */
    private static final String ALL_ALONE =
            "SELECT pg_advisory_xact_lock(" + LOCKS + ", gate) FROM unnest(?::int[]) AS gate";

    private AccessVersion() {}

    /** Which gate a community has: the last bits of its id are random. */
    static int gate(CommunityId community) {
        return (int) (community.value().getLeastSignificantBits() & (GATES - 1));
    }

    /**
     * Raises the version, in the transaction of what it is raised for. Waits for what is being written, and nothing is written in
     * this community until the transaction ends; so nothing slow follows.
     */
    public static void raise(Connection connection, CommunityId community) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RAISE)) {
            statement.setObject(1, community.value());
            statement.setInt(2, gate(community));
            statement.execute();
        }
    }

    /** Waits for what is being written in these communities, whose versions were raised in this transaction. */
    public static void awaitWriters(Connection connection, Collection<CommunityId> communities) throws SQLException {
        Object[] gates = communities.stream()
                .map(AccessVersion::gate)
                .distinct()
                .sorted()
                .toArray();
        try (PreparedStatement statement = connection.prepareStatement(ALL_ALONE)) {
            Array numbers = connection.createArrayOf("int4", gates);
            statement.setArray(1, numbers);
            statement.execute();
        }
    }
}
