package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Reversed;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;

/** Reads what is reversed of trades, after their accounts are locked. */
record ReversedSql(Connection connection, CommunityId community) {
    private static final String READ = "SELECT trade_id FROM trade WHERE community_id = ? AND reverses = ANY (?)";

    /** Of these trades, line by line. */
    Map<TradeId, Reversed> of(Set<TradeId> originals) throws SQLException {
        if (originals.isEmpty()) {
            return Map.of();
        }
        Set<TradeId> reversals = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, originals, TradeId::value));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                reversals.add(new TradeId(rows.getObject(1, UUID.class)));
            }
        }
        if (reversals.isEmpty()) {
            return Map.of();
        }
        Map<TradeId, Reversed> reversed = new HashMap<>();
        for (BookedTrade reversal : BookedTradeSql.read(connection, community, reversals)) {
            reversed.merge(
                    reversal.reverses().orElseThrow(),
                    Reversed.NOTHING.plus(reversal.amount(), reversal.entries()),
                    (some, more) -> some.plus(reversal.amount(), reversal.entries()));
        }
        return reversed;
    }
}
