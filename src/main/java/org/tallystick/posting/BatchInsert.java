package org.tallystick.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;

/**
 * The one statement that writes a batch: trades, keys, account rows and entries together, so that the guards of the
 * database, which fire at the end of a statement, see all of them. Each table's rows go in as one array a column.
 */
final class BatchInsert {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            WITH new_trade AS (
                INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description,
                                   booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason,
                                   override_by, metadata)
                SELECT ?, n.trade_id, n.currency_code, n.payer_id, n.payee_id, n.amount, n.description,
                       timestamptz 'epoch' + n.booked_at * interval '1 millisecond',
                       timestamptz 'epoch' + n.recorded_at * interval '1 microsecond',
                       date 'epoch' + n.value_date, n.recorded_by, n.on_behalf_of, n.reverses, n.reason,
                       n.override_by, n.metadata::jsonb
                  FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[],
                              ?::bigint[], ?::integer[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[],
                              ?::text[])
                       AS n (trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,
                             recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by,
                             metadata)
            ), new_key AS (
                INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids)
                SELECT ?, n.caller_id, n.key, n.fingerprint, n.trade_ids::uuid[]
                  FROM unnest(?::uuid[], ?::text[], ?::bytea[], ?::text[]) AS n (caller_id, key, fingerprint, trade_ids)
            ), moved AS (
                UPDATE account a
                   SET balance = n.balance, entry_count = n.entry_count, held_out = n.held_out, held_in = n.held_in,
                       last_booked_at = timestamptz 'epoch' + n.last_booked_at * interval '1 millisecond'
                  FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                       AS n (account_id, balance, entry_count, held_out, held_in, last_booked_at)
                 WHERE a.community_id = ? AND a.account_id = n.account_id
            )
            INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
            SELECT ?, n.account_id, n.entry_no, n.trade_id, n.amount, n.balance_after,
                   timestamptz 'epoch' + n.booked_at * interval '1 millisecond'
              FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[])
                   AS n (account_id, entry_no, trade_id, amount, balance_after, booked_at)""";

    /** A line together with the trade that it belongs to. */
    private record Line(BookedTrade trade, Entry entry) {}

    private final PreparedStatement statement;
    private int parameter;

    private BatchInsert(PreparedStatement statement) {
        this.statement = statement;
    }

    static void write(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            BatchInsert insert = new BatchInsert(statement);
            UUID community = batch.community().value();
            insert.scalar(community);
            insert.trades(batch.booked());
            insert.scalar(community);
            insert.keys(batch.bought());
            insert.accounts(batch.touchedAccounts());
            insert.scalar(community);
            insert.scalar(community);
            int lines = insert.lines(batch.booked());
            int written = statement.executeUpdate();
            if (written != lines) {
                throw new IllegalStateException(written + " of " + lines + " entries were written");
            }
        }
    }

    private void trades(List<BookedTrade> trades) throws SQLException {
        array("uuid", trades, trade -> trade.id().value());
        array("text", trades, trade -> trade.currency().value());
        array("uuid", trades, trade -> trade.payer().value());
        array("uuid", trades, trade -> trade.payee().value());
        array("int8", trades, trade -> trade.amount().minorUnits());
        array("text", trades, BookedTrade::description);
        array("int8", trades, trade -> trade.bookedAt().toEpochMilli());
        array(
                "int8",
                trades,
                trade -> trade.recordedAt().map(BatchInsert::micros).orElse(null));
        array("int4", trades, trade -> Math.toIntExact(trade.valueDate().toEpochDay()));
        array("uuid", trades, BookedTrade::recordedBy);
        array("uuid", trades, trade -> trade.onBehalfOf().orElse(null));
        array("uuid", trades, trade -> trade.reverses().map(TradeId::value).orElse(null));
        array("text", trades, trade -> trade.reason().orElse(null));
        array("uuid", trades, trade -> trade.overrideBy().orElse(null));
        array("text", trades, trade -> json(trade.metadata()));
    }

    private void keys(Map<KeyClaim, List<BookedTrade>> bought) throws SQLException {
        // In one order everywhere, so that two instances that race for several keys wait for each other in turn.
        List<KeyClaim> claims = new ArrayList<>(bought.keySet());
        claims.sort(Comparator.comparing(KeyClaim::caller).thenComparing(KeyClaim::key));
        array("uuid", claims, KeyClaim::caller);
        array("text", claims, KeyClaim::key);
        fingerprints(claims);
        array(
                "text",
                claims,
                claim -> bought.getOrDefault(claim, List.of()).stream()
                        .map(trade -> trade.id().value().toString())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private void accounts(List<Account> accounts) throws SQLException {
        array("uuid", accounts, account -> account.id().value());
        array("int8", accounts, account -> account.balance().minorUnits());
        array("int8", accounts, Account::entryCount);
        array("int8", accounts, account -> account.heldOut().minorUnits());
        array("int8", accounts, account -> account.heldIn().minorUnits());
        array("int8", accounts, account -> account.lastBookedAt().toEpochMilli());
    }

    private int lines(List<BookedTrade> trades) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (BookedTrade trade : trades) {
            trade.entries().forEach(entry -> lines.add(new Line(trade, entry)));
        }
        array("uuid", lines, line -> line.entry().account().value());
        array("int8", lines, line -> line.entry().entryNo());
        array("uuid", lines, line -> line.trade().id().value());
        array("int8", lines, line -> line.entry().amount().minorUnits());
        array("int8", lines, line -> line.entry().balanceAfter().minorUnits());
        array("int8", lines, line -> line.trade().bookedAt().toEpochMilli());
        return lines.size();
    }

    private void scalar(UUID value) throws SQLException {
        statement.setObject(++parameter, value);
    }

    private <T> void array(String type, Collection<T> rows, Function<T, @Nullable Object> column) throws SQLException {
        Object[] values = new Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++parameter, statement.getConnection().createArrayOf(type, values));
    }

    /** The driver takes an array of byte arrays by its exact type alone. */
    private void fingerprints(List<KeyClaim> claims) throws SQLException {
        byte[][] values = new byte[claims.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = claims.get(i).fingerprint().bytes();
        }
        statement.setArray(++parameter, statement.getConnection().createArrayOf("bytea", values));
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static @Nullable String json(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(new TreeMap<>(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
