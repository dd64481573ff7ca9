package org.tallystick.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;

/** Writes where the limits of accounts come from, in the transaction that sets them. What was announced before is void then. */
public final class LimitOrigins {
    private static final String WRITE = """
            INSERT INTO account_limits AS l (community_id, account_id, source, policy_version, set_by, reason, until_date,
                                             explanation)
            SELECT ?, n.account, n.source, n.version, n.set_by, n.reason, n.until, n.explanation::jsonb
              FROM unnest(?::uuid[], ?::text[], ?::int[], ?::uuid[], ?::text[], ?::date[], ?::text[])
                   AS n (account, source, version, set_by, reason, until, explanation)
            ON CONFLICT (community_id, account_id) DO UPDATE
               SET source = EXCLUDED.source, policy_version = EXCLUDED.policy_version, set_by = EXCLUDED.set_by,
                   reason = EXCLUDED.reason, until_date = EXCLUDED.until_date, explanation = EXCLUDED.explanation,
                   announced_on = NULL, announced_version = NULL, announced_limit = NULL, announced_cap = NULL,
                   announced_explanation = NULL""";

    private LimitOrigins() {}

    /** In the consequence of the unit that sets the limits, or in the transaction that opens the accounts. */
    public static void write(Connection connection, CommunityId community, List<LimitOrigin> origins)
            throws SQLException {
        write(connection, WRITE, community, origins);
    }

    /** For limits that stay as they are: whoever sets individual ones at the same time goes before. */
    public static void writeUnlessIndividual(Connection connection, CommunityId community, List<LimitOrigin> origins)
            throws SQLException {
        write(connection, WRITE + " WHERE l.source <> 'individual'", community, origins);
    }

    private static void write(Connection connection, String sql, CommunityId community, List<LimitOrigin> origins)
            throws SQLException {
        if (origins.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, community.value());
            set(statement, 2, "uuid", origins, one -> one.account().value());
            set(statement, 3, "text", origins, one -> one.source().column());
            set(
                    statement,
                    4,
                    "int4",
                    origins,
                    one -> one.policyVersion().isPresent() ? one.policyVersion().getAsInt() : null);
            set(statement, 5, "uuid", origins, one -> one.setBy().orElse(null));
            set(statement, 6, "text", origins, one -> one.reason().orElse(null));
            set(
                    statement,
                    7,
                    "date",
                    origins,
                    one -> one.until().map(Object::toString).orElse(null));
            set(statement, 8, "text", origins, one -> one.explanation().orElse(null));
            statement.executeUpdate();
        }
    }

    private static void set(
            PreparedStatement statement,
            int index,
            String type,
            List<LimitOrigin> origins,
            Function<LimitOrigin, @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[origins.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(origins.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
