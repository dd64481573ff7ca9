package org.tallystick.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.posting.BookedTrade;

/** Which trades a party has flagged, and nobody has decided on. */
record DisputedSql(Connection connection, CommunityId community) {
    private static final String OPEN = """
            SELECT trade_id FROM dispute WHERE community_id = ? AND trade_id = ANY (?) AND state = 'open'""";

    /** With one statement for a whole page. */
    Set<TradeId> among(Collection<BookedTrade> trades) throws SQLException {
        Set<TradeId> disputed = new HashSet<>();
        if (trades.isEmpty()) {
            return disputed;
        }
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, community.value());
            statement.setArray(
                    2,
                    BinaryArrays.of(
                            connection,
                            BinaryArrays.UUIDS,
                            trades,
                            trade -> trade.id().value()));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                disputed.add(new TradeId(rows.getObject(1, UUID.class)));
            }
        }
        return disputed;
    }
}
