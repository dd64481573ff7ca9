package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.platform.Database;
import org.tallystick.security.SealedKeys;

/**
 * The handles that are or were somebody's. Those of members who were erased stand nowhere any more; a digest under the
 * installation's secret tells that they were used, and a list of names cannot be tried against it without the secret.
 */
@ApplicationScoped
public class UsedHandles {
    private final SealedKeys seal;
    private final Database database;

    UsedHandles(SealedKeys seal, Database database) {
        this.seal = seal;
        this.database = database;
    }

    /** Those of these handles that are or were used. */
    public Set<String> among(CommunityId community, Collection<String> handles) {
        return database.with(connection -> among(connection, community, handles));
    }

    Set<String> among(Connection connection, CommunityId community, Collection<String> handles) throws SQLException {
        Set<String> used =
                new HashSet<>(new MemberSql(connection, community).ids(handles).keySet());
        used.addAll(ofErased(connection, community, handles));
        return used;
    }

    /** Those of these handles that somebody had who was erased. */
    public Set<String> ofErased(CommunityId community, Collection<String> handles) {
        return database.with(connection -> ofErased(connection, community, handles));
    }

    private Set<String> ofErased(Connection connection, CommunityId community, Collection<String> handles)
            throws SQLException {
        Map<String, byte[]> digests = new HashMap<>();
        handles.forEach(handle -> digests.put(handle, digest(community, handle)));
        List<String> inOrder = List.copyOf(digests.keySet());
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT n.number FROM unnest(?) WITH ORDINALITY AS n (digest, number)
                  JOIN used_handle u ON u.community_id = ? AND u.handle_digest = n.digest""")) {
            statement.setArray(
                    1,
                    BinaryArrays.of(
                            connection,
                            BinaryArrays.BYTES,
                            inOrder,
                            handle -> Objects.requireNonNull(digests.get(handle))));
            statement.setObject(2, community.value());
            ResultSet rows = statement.executeQuery();
            Set<String> found = new HashSet<>();
            while (rows.next()) {
                found.add(inOrder.get(rows.getInt(1) - 1));
            }
            return found;
        }
    }

    /** The handle of somebody who is erased; in the transaction that erases. */
    public void add(Connection connection, CommunityId community, String handle) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO used_handle (community_id, handle_digest) VALUES (?, ?)")) {
            statement.setObject(1, community.value());
            statement.setBytes(2, digest(community, handle));
            statement.executeUpdate();
        }
    }

    private byte[] digest(CommunityId community, String handle) {
        return seal.digest("handle in " + community.value() + "\n" + handle);
    }
}
