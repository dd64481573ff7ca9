package org.tallystick.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;

/**
 * The one statement that writes a batch: trades, keys, account rows and entries together, so that the guards of the
 * database, which fire at the end of a statement, see all of them. Each table's rows go in as one array a column.
 */
final class BatchInsert {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String REST = """
            WITH new_trade AS (
                INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description,
                                   booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason,
                                   override_by, metadata, payer_entry_no, payee_entry_no, by_office, category)
                SELECT ?, n.trade_id, n.currency_code, n.payer_id, n.payee_id, n.amount, n.description, n.booked_at,
                       n.recorded_at, n.value_date, n.recorded_by, n.on_behalf_of, n.reverses, n.reason,
                       n.override_by, n.metadata::jsonb, n.payer_entry_no, n.payee_entry_no, n.by_office, n.category
                  FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[],
                              ?::timestamptz[], ?::date[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[],
                              ?::text[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[])
                       AS n (trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,
                             recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by,
                             metadata, payer_entry_no, payee_entry_no, by_office, category)
            ), new_key AS (
                INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids)
                SELECT ?, n.caller_id, n.key, n.fingerprint, bought.ids[n.first_trade : n.last_trade]
                  FROM (SELECT ?::uuid[] AS ids) bought,
                       unnest(?::uuid[], ?::text[], ?::bytea[], ?::integer[], ?::integer[])
                       AS n (caller_id, key, fingerprint, first_trade, last_trade)
            ), moved AS (
                UPDATE account a
                   SET balance = n.balance, entry_count = n.entry_count, held_out = n.held_out, held_in = n.held_in,
                       last_booked_at = n.last_booked_at
                  FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                       AS n (account_id, balance, entry_count, held_out, held_in, last_booked_at)
                 WHERE a.community_id = ? AND a.account_id = n.account_id
            )""";

    /** What trades name beyond two entries: most batches have no such trade. */
    private static final String FURTHER_LINES = """
            , new_line AS (
                INSERT INTO trade_line (community_id, trade_id, line_no, account_id, entry_no, kind)
                SELECT ?, n.trade_id, n.line_no, n.account_id, n.entry_no, n.kind
                  FROM unnest(?::uuid[], ?::integer[], ?::uuid[], ?::bigint[], ?::text[])
                       AS n (trade_id, line_no, account_id, entry_no, kind)
            )""";

    private static final String ENTRIES = """

            INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
            SELECT ?, n.account_id, n.entry_no, n.trade_id, n.amount, n.balance_after, n.booked_at
              FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                   AS n (account_id, entry_no, trade_id, amount, balance_after, booked_at)""";

    private static final String INSERT = REST + ENTRIES;

    private static final String INSERT_FURTHER_LINES = REST + FURTHER_LINES + ENTRIES;

    /** A line together with the trade that it belongs to. */
    private record Line(BookedTrade trade, Entry entry) {}

    private final PreparedStatement statement;
    private int parameter;

    private BatchInsert(PreparedStatement statement) {
        this.statement = statement;
    }

    static void write(Connection connection, Batch batch) throws SQLException {
        boolean further = batch.booked().stream().anyMatch(BookedTrade::hasManyLines);
        try (PreparedStatement statement = connection.prepareStatement(further ? INSERT_FURTHER_LINES : INSERT)) {
            BatchInsert insert = new BatchInsert(statement);
            UUID community = batch.community().value();
            insert.scalar(community);
            insert.trades(batch.booked());
            insert.scalar(community);
            insert.keys(batch.bought());
            insert.accounts(batch.touchedAccounts());
            insert.scalar(community);
            if (further) {
                insert.scalar(community);
                insert.furtherLines(batch.booked());
            }
            insert.scalar(community);
            int lines = insert.lines(batch.booked());
            int written = statement.executeUpdate();
            if (written != lines) {
                throw new IllegalStateException(written + " of " + lines + " entries were written");
            }
        }
    }

    private void trades(List<BookedTrade> trades) throws SQLException {
        array(BinaryArrays.UUIDS, trades, trade -> trade.id().value());
        array(BinaryArrays.TEXTS, trades, trade -> trade.currency().value());
        array(BinaryArrays.UUIDS, trades, trade -> trade.payer().value());
        array(BinaryArrays.UUIDS, trades, trade -> trade.payee().value());
        array(BinaryArrays.LONGS, trades, trade -> trade.amount().minorUnits());
        array(BinaryArrays.TEXTS, trades, BookedTrade::description);
        array(BinaryArrays.INSTANTS, trades, trade -> stored(trade.bookedAt()));
        array(BinaryArrays.INSTANTS, trades, trade -> trade.recordedAt().orElse(null));
        array(BinaryArrays.DATES, trades, BookedTrade::valueDate);
        array(BinaryArrays.UUIDS, trades, BookedTrade::recordedBy);
        array(BinaryArrays.UUIDS, trades, trade -> trade.onBehalfOf().orElse(null));
        array(
                BinaryArrays.UUIDS,
                trades,
                trade -> trade.reverses().map(TradeId::value).orElse(null));
        array(BinaryArrays.TEXTS, trades, trade -> trade.reason().orElse(null));
        array(BinaryArrays.UUIDS, trades, trade -> trade.overrideBy().orElse(null));
        array(BinaryArrays.TEXTS, trades, trade -> json(trade.metadata()));
        array(BinaryArrays.LONGS, trades, trade -> trade.payerEntry().entryNo());
        array(BinaryArrays.LONGS, trades, trade -> trade.payeeEntry().entryNo());
        array(BinaryArrays.BOOLEANS, trades, BookedTrade::byOffice);
        array(BinaryArrays.TEXTS, trades, trade -> trade.category().orElse(null));
    }

    /** A key's trades are a slice of all that were bought. */
    private record Slice(KeyClaim claim, int first, int last) {}

    private void keys(Map<KeyClaim, List<BookedTrade>> bought) throws SQLException {
        // In one order everywhere, so that two instances that race for several keys wait for each other in turn.
        List<KeyClaim> claims = new ArrayList<>(bought.keySet());
        claims.sort(Comparator.comparing(KeyClaim::caller).thenComparing(KeyClaim::key));
        List<BookedTrade> trades = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        for (KeyClaim claim : claims) {
            int first = trades.size() + 1;
            trades.addAll(bought.getOrDefault(claim, List.of()));
            slices.add(new Slice(claim, first, trades.size()));
        }
        array(BinaryArrays.UUIDS, trades, trade -> trade.id().value());
        array(BinaryArrays.UUIDS, slices, slice -> slice.claim().caller());
        array(BinaryArrays.TEXTS, slices, slice -> slice.claim().key());
        array(BinaryArrays.BYTES, slices, slice -> slice.claim().fingerprint().bytes());
        array(BinaryArrays.INTEGERS, slices, Slice::first);
        array(BinaryArrays.INTEGERS, slices, Slice::last);
    }

    private void accounts(List<Account> accounts) throws SQLException {
        array(BinaryArrays.UUIDS, accounts, account -> account.id().value());
        array(BinaryArrays.LONGS, accounts, account -> account.balance().minorUnits());
        array(BinaryArrays.LONGS, accounts, Account::entryCount);
        array(BinaryArrays.LONGS, accounts, account -> account.heldOut().minorUnits());
        array(BinaryArrays.LONGS, accounts, account -> account.heldIn().minorUnits());
        array(BinaryArrays.INSTANTS, accounts, account -> stored(account.lastBookedAt()));
    }

    private int lines(List<BookedTrade> trades) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (BookedTrade trade : trades) {
            trade.entries().forEach(entry -> lines.add(new Line(trade, entry)));
        }
        array(BinaryArrays.UUIDS, lines, line -> line.entry().account().value());
        array(BinaryArrays.LONGS, lines, line -> line.entry().entryNo());
        array(BinaryArrays.UUIDS, lines, line -> line.trade().id().value());
        array(BinaryArrays.LONGS, lines, line -> line.entry().amount().minorUnits());
        array(BinaryArrays.LONGS, lines, line -> line.entry().balanceAfter().minorUnits());
        array(BinaryArrays.INSTANTS, lines, line -> stored(line.trade().bookedAt()));
        return lines.size();
    }

    /** A line at its place among all of its trade. */
    private record Further(BookedTrade trade, int place, Entry entry) {}

    private void furtherLines(List<BookedTrade> trades) throws SQLException {
        List<Further> lines = new ArrayList<>();
        for (BookedTrade trade : trades) {
            Entry payer = trade.payerEntry();
            Entry payee = trade.payeeEntry();
            for (int i = 0; i < trade.entries().size(); i++) {
                Entry entry = trade.entries().get(i);
                if (!entry.equals(payer) && !entry.equals(payee)) {
                    lines.add(new Further(trade, i, entry));
                }
            }
        }
        array(BinaryArrays.UUIDS, lines, line -> line.trade().id().value());
        array(BinaryArrays.INTEGERS, lines, Further::place);
        array(BinaryArrays.UUIDS, lines, line -> line.entry().account().value());
        array(BinaryArrays.LONGS, lines, line -> line.entry().entryNo());
        array(BinaryArrays.TEXTS, lines, line -> line.entry().isLevy() ? "levy" : "payment");
    }

    /** Booking times are kept to the millisecond, as in the ids of trades. */
    private static Instant stored(Instant bookedAt) {
        return bookedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    private void scalar(UUID value) throws SQLException {
        statement.setObject(++parameter, value);
    }

    private <R, T> void array(BinaryArrays.Element<T> element, Collection<R> rows, Function<R, @Nullable T> column)
            throws SQLException {
        statement.setArray(++parameter, BinaryArrays.of(statement.getConnection(), element, rows, column));
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
