package org.tallystick.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Sql;

/** What becomes of a payment link in the transaction that books a trade by it. */
final class LinkUse {
    /** Two at the same moment wait for each other here, and the second finds it used. */
    private static final String PAY = """
            UPDATE payment_link SET payments = payments + 1, last_trade_id = ?
             WHERE community_id = ? AND link_id = ? AND withdrawn_at IS NULL AND expires_at > ?
               AND (NOT single_use OR payments = 0)""";

    private static final String STATE = """
            SELECT single_use AND payments > 0 AS paid, withdrawn_at IS NOT NULL AS withdrawn, expires_at
              FROM payment_link WHERE community_id = ? AND link_id = ?""";

    private LinkUse() {}

    /**
     * Notes the trade that pays a link, in the transaction that books it.
     *
     * @return whether the link was open
     */
    static boolean pay(Connection connection, CommunityId community, UUID id, TradeId trade, Instant bookedAt)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAY)) {
            statement.setObject(1, trade.value());
            statement.setObject(2, community.value());
            statement.setObject(3, id);
            statement.setObject(4, bookedAt.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate() > 0;
        }
    }

    /** How a link stands at an instant, in the transaction that would have it paid then. */
    static LinkState state(Connection connection, CommunityId community, UUID id, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATE)) {
            statement.setObject(1, community.value());
            statement.setObject(2, id);
            ResultSet row = statement.executeQuery();
            row.next();
            return LinkState.of(
                    row.getBoolean("paid"), row.getBoolean("withdrawn"), Sql.instant(row, "expires_at"), at);
        }
    }
}
