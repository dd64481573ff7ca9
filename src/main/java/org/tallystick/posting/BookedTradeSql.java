package org.tallystick.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.LineKind;
import org.tallystick.ledger.TradeId;

/** Reads trades with their entries, in the order of their ids. */
public final class BookedTradeSql {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> METADATA = new TypeReference<>() {};

    /** Each entry by the name that the trade has for it; the place of the first two is found among those of the others. */
    private static final String READ = """
            SELECT t.trade_id, t.currency_code, t.payer_id, t.payee_id, t.amount, t.description, t.booked_at,
                   t.recorded_at, t.value_date, t.recorded_by, t.on_behalf_of, t.reverses, t.reason, t.override_by,
                   t.metadata, e.account_id, e.entry_no, e.amount, e.balance_after, t.by_office, t.category,
                   line.line_no, line.levy
              FROM trade t
             CROSS JOIN LATERAL (
                   SELECT t.payer_id AS account_id, t.payer_entry_no AS entry_no, -2 AS line_no, false AS levy
                   UNION ALL
                   SELECT t.payee_id, t.payee_entry_no, -1, false
                   UNION ALL
                   SELECT l.account_id, l.entry_no, l.line_no, l.kind = 'levy' FROM trade_line l
                    WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id) line
              JOIN entry e ON e.community_id = t.community_id AND e.account_id = line.account_id
                          AND e.entry_no = line.entry_no AND e.trade_id = t.trade_id
             WHERE t.community_id = ? AND t.trade_id = ANY (?)
             ORDER BY t.trade_id, line.line_no""";

    private BookedTradeSql() {}

    public static List<BookedTrade> read(Connection connection, CommunityId community, Collection<TradeId> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", ids.stream().map(TradeId::value).toArray()));
            ResultSet rows = statement.executeQuery();
            List<BookedTrade> trades = new ArrayList<>();
            boolean more = rows.next();
            while (more) {
                UUID id = rows.getObject(1, UUID.class);
                BookedTrade trade = trade(rows, List.of());
                SortedMap<Integer, Entry> lines = new TreeMap<>();
                while (more && rows.getObject(1, UUID.class).equals(id)) {
                    lines.put(rows.getInt(22), entry(rows));
                    more = rows.next();
                }
                trades.add(trade.with(inOrder(lines)));
            }
            return trades;
        }
    }

    /** Those of the first payer and the first payee stand where the others leave a place. */
    private static List<Entry> inOrder(SortedMap<Integer, Entry> lines) {
        List<Entry> entries = new ArrayList<>(lines.tailMap(0).values());
        int place = 0;
        for (int first = -2; first < 0; first++) {
            while (lines.containsKey(place)) {
                place++;
            }
            Entry entry = lines.get(first);
            if (entry != null) {
                entries.add(Math.min(place, entries.size()), entry);
                place++;
            }
        }
        return entries;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new AccountId(row.getObject(16, UUID.class)),
                row.getLong(17),
                Amount.ofMinorUnits(row.getLong(18)),
                Amount.ofMinorUnits(row.getLong(19)),
                row.getBoolean(23) ? LineKind.LEVY : LineKind.PAYMENT);
    }

    private static BookedTrade trade(ResultSet row, List<Entry> entries) throws SQLException {
        return new BookedTrade(
                new TradeId(row.getObject(1, UUID.class)),
                new CurrencyCode(row.getString(2)),
                new AccountId(row.getObject(3, UUID.class)),
                new AccountId(row.getObject(4, UUID.class)),
                Amount.ofMinorUnits(row.getLong(5)),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                instant(row.getObject(8, OffsetDateTime.class)),
                row.getObject(9, LocalDate.class),
                row.getObject(10, UUID.class),
                Optional.ofNullable(row.getObject(11, UUID.class)),
                Optional.ofNullable(row.getObject(12, UUID.class)).map(TradeId::new),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getObject(14, UUID.class)),
                metadata(row.getString(15)),
                row.getBoolean(20),
                Optional.ofNullable(row.getString(21)),
                entries);
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static Map<String, String> metadata(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(json, METADATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
