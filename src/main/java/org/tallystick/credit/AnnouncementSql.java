package org.tallystick.credit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.Transition.Announcement;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;

/** Writes what falls on a day to come. Whoever sets individual limits at the same time goes before. */
final class AnnouncementSql {
    private static final String WRITE = """
            INSERT INTO account_limits AS l (community_id, source, announced_version, account_id, announced_on,
                                             announced_limit, announced_cap, announced_explanation)
            SELECT ?, 'default', ?, n.account, n.on_day, n.new_limit, n.new_cap, n.explanation::jsonb
              FROM unnest(?::uuid[], ?::date[], ?::bigint[], ?::bigint[], ?::text[])
                   AS n (account, on_day, new_limit, new_cap, explanation)
            ON CONFLICT (community_id, account_id) DO UPDATE
               SET announced_version = EXCLUDED.announced_version, announced_on = EXCLUDED.announced_on,
                   announced_limit = EXCLUDED.announced_limit, announced_cap = EXCLUDED.announced_cap,
                   announced_explanation = EXCLUDED.announced_explanation
             WHERE l.source <> 'individual'""";

    private AnnouncementSql() {}

    /** @param explanation as JSON */
    record Announced(AccountId account, Announcement announcement, String explanation) {}

    static void write(Connection connection, CommunityId community, int version, List<Announced> announced)
            throws SQLException {
        if (announced.isEmpty()) {
            return;
        }
        @Nullable Object[][] columns = new @Nullable Object[5][announced.size()];
        for (int i = 0; i < announced.size(); i++) {
            Announced one = announced.get(i);
            Transition.Band band = one.announcement().band();
            columns[0][i] = one.account().value();
            columns[1][i] = one.announcement().on().toString();
            columns[2][i] = band.creditLimit().minorUnits();
            columns[3][i] =
                    band.balanceCap().isUncapped() ? null : band.balanceCap().minorUnits();
            columns[4][i] = one.explanation();
        }
        String[] types = {"uuid", "date", "int8", "int8", "text"};
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setObject(1, community.value());
            statement.setInt(2, version);
            for (int i = 0; i < types.length; i++) {
                statement.setArray(i + 3, connection.createArrayOf(types[i], columns[i]));
            }
            statement.executeUpdate();
        }
    }
}
