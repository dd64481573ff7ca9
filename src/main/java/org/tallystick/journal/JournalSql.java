package org.tallystick.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.TradeId;

/** Reads what the books of one currency hold. */
record JournalSql(Connection connection, CommunityId community) {
    private static final String REACHES = """
            SELECT account_id, entry_count FROM account WHERE community_id = ? AND currency_code = ?
             ORDER BY account_id""";

    private static final String TRADES = """
            SELECT trade_id FROM trade
             WHERE community_id = ? AND currency_code = ? AND trade_id > ? AND trade_id < ?
             ORDER BY trade_id LIMIT ?""";

    /**
     * The balances before an instant: booking times never fall along an account's entries, so the first that is booked later is found
     * by halving, of all these accounts at once.
     */
    private static final String BALANCES = """
            WITH RECURSIVE search (account_id, low, high) AS (
                SELECT account_id, 1::bigint, entry_count + 1 FROM unnest(?::uuid[], ?::bigint[]) AS a (account_id, entry_count)
                UNION ALL
                SELECT s.account_id, CASE WHEN e.booked_at < ? THEN s.middle + 1 ELSE s.low END,
                       CASE WHEN e.booked_at < ? THEN s.high ELSE s.middle END
                  FROM (SELECT account_id, low, high, (low + high) / 2 AS middle FROM search WHERE low < high) s
                  JOIN entry e ON e.community_id = ? AND e.account_id = s.account_id AND e.entry_no = s.middle)
            SELECT s.account_id, e.balance_after
              FROM search s
              JOIN entry e ON e.community_id = ? AND e.account_id = s.account_id AND e.entry_no = s.low - 1
             WHERE s.low = s.high""";

    /** In one statement, and so of one moment. */
    Reaches reaches(CurrencyCode currency) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REACHES)) {
            statement.setObject(1, community.value());
            statement.setString(2, currency.value());
            ResultSet rows = statement.executeQuery();
            Reaches reaches = new Reaches();
            while (rows.next()) {
                reaches.add(rows.getObject(1, UUID.class), rows.getLong(2));
            }
            return reaches;
        }
    }

    /** The ids between two, in the order of booking. */
    List<TradeId> trades(CurrencyCode currency, UUID after, UUID before, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRADES)) {
            statement.setObject(1, community.value());
            statement.setString(2, currency.value());
            statement.setObject(3, after);
            statement.setObject(4, before);
            statement.setInt(5, limit);
            ResultSet rows = statement.executeQuery();
            List<TradeId> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(new TradeId(rows.getObject(1, UUID.class)));
            }
            return ids;
        }
    }

    /** What these accounts held before an instant, of the entries within their reach; none for one that had no entry then. */
    Map<AccountId, Amount> balances(List<AccountId> accounts, Reaches reaches, Instant before) throws SQLException {
        OffsetDateTime time = OffsetDateTime.ofInstant(before, ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(BALANCES)) {
            Object[] ids = accounts.stream().map(AccountId::value).toArray();
            Object[] counts = accounts.stream().map(reaches::of).toArray();
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("bigint", counts));
            statement.setObject(3, time);
            statement.setObject(4, time);
            statement.setObject(5, community.value());
            statement.setObject(6, community.value());
            ResultSet rows = statement.executeQuery();
            Map<AccountId, Amount> balances = new HashMap<>();
            while (rows.next()) {
                balances.put(new AccountId(rows.getObject(1, UUID.class)), Amount.ofMinorUnits(rows.getLong(2)));
            }
            return balances;
        }
    }
}
