package org.tallystick.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;

/**
 * The ids of trades, the newest first. Ids are in the order of booking times, so a period is a range of them.
 *
 * @param first the lowest id
 * @param before ids below this one
 */
record TradeListSql(Connection connection, CommunityId community, UUID first, UUID before, int limit) {
    private static final String ALL = """
            SELECT trade_id FROM trade WHERE community_id = ? AND trade_id >= ? AND trade_id < ?
             ORDER BY trade_id DESC LIMIT ?""";

    private static final String OF_ACCOUNTS = """
            SELECT DISTINCT line.trade_id
              FROM unnest(?::uuid[]) AS mine (account_id)
             CROSS JOIN LATERAL (
                   SELECT e.trade_id FROM entry e
                    WHERE e.community_id = ? AND e.account_id = mine.account_id
                      AND e.trade_id >= ? AND e.trade_id < ?
                    ORDER BY e.trade_id DESC LIMIT ?) line
             ORDER BY line.trade_id DESC LIMIT ?""";

    List<TradeId> all() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setObject(1, community.value());
            statement.setObject(2, first);
            statement.setObject(3, before);
            statement.setInt(4, limit);
            return ids(statement.executeQuery());
        }
    }

    List<TradeId> ofAccounts(Collection<AccountId> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_ACCOUNTS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", accounts.stream().map(AccountId::value).toArray()));
            statement.setObject(2, community.value());
            statement.setObject(3, first);
            statement.setObject(4, before);
            statement.setInt(5, limit);
            statement.setInt(6, limit);
            return ids(statement.executeQuery());
        }
    }

    List<AccountId> accountsOf(Collection<UUID> members) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT account_id FROM account WHERE community_id = ? AND member_id = ANY (?)")) {
            statement.setObject(1, community.value());
            statement.setArray(2, connection.createArrayOf("uuid", members.toArray()));
            return ids(statement.executeQuery()).stream()
                    .map(id -> new AccountId(id.value()))
                    .toList();
        }
    }

    private static List<TradeId> ids(ResultSet rows) throws SQLException {
        List<TradeId> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(new TradeId(rows.getObject(1, UUID.class)));
        }
        return ids;
    }
}
