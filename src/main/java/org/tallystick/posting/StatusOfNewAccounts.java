package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;

/** Accounts open active; those of members who are frozen or leaving follow them. */
public final class StatusOfNewAccounts {
    private static final String UPDATE = """
            UPDATE account a SET status = m.status
              FROM member m
             WHERE m.community_id = a.community_id AND m.member_id = a.member_id AND m.status IN ('frozen', 'leaving')
               AND a.community_id = ? AND a.currency_code = ? AND a.entry_count = 0""";

    private StatusOfNewAccounts() {}

    /** For a currency whose accounts were opened in this transaction: nobody else has seen them, so nothing waits. */
    public static void followMembers(Connection connection, CommunityId community, CurrencyCode currency)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setObject(1, community.value());
            statement.setString(2, currency.value());
            statement.executeUpdate();
        }
    }
}
