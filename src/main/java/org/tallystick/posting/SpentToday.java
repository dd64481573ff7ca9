package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.SpenderId;
import org.tallystick.ledger.Spending;
import org.tallystick.platform.BinaryArrays;

/**
 * What spenders with a limit a day have spent today, by the entries: all that left an account by trades which they recorded.
 * Read under the locks of the accounts, in a statement of its own, so that nothing that was booked before is missed.
 */
final class SpentToday {
    /**
     * For each spender, the first entry of the day is found by halving, as {@link AccountEntries} does it, and the entries
     * from there on are summed. Sub-selects of one row keep all of it to look-ups by primary key, whatever the statistics
     * said when the plan was made.
     */
    static final String READ = """
            SELECT w.account_id, w.spender_id,
                   (SELECT least(coalesce(-sum(e.amount), 0), ?)::bigint
                      FROM entry e
                     WHERE e.community_id = ? AND e.account_id = w.account_id AND e.amount < 0
                       AND e.entry_no >= (
                           WITH RECURSIVE search (low, high) AS (
                               SELECT 1::bigint, w.entry_count + 1
                               UNION ALL
                               SELECT CASE WHEN m.before_today THEN s.middle + 1 ELSE s.low END,
                                      CASE WHEN m.before_today THEN s.high ELSE s.middle END
                                 FROM (SELECT low, high, (low + high) / 2 AS middle FROM search WHERE low < high) s
                                CROSS JOIN LATERAL (
                                      SELECT e.booked_at < ? AS before_today FROM entry e
                                       WHERE e.community_id = ? AND e.account_id = w.account_id
                                         AND e.entry_no = s.middle LIMIT 1) m)
                           SELECT low FROM search WHERE low = high)
                       AND (SELECT t.recorded_by FROM trade t
                             WHERE t.community_id = ? AND t.trade_id = e.trade_id) = w.spender_id)
              FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]) AS w (account_id, spender_id, entry_count)""";

    /** Where the sum of a day has to be read from the entries. */
    private record Wanted(Spending spending, long entryCount) {}

    private SpentToday() {}

    /** Whose sums the units of a batch ask for: of most batches, nobody's. */
    static Set<Spending> asked(List<TradeUnit> units) {
        Set<Spending> asked = new LinkedHashSet<>();
        for (TradeUnit unit : units) {
            for (TradeOrder order : unit.orders()) {
                order.draft().limitedSpending().ifPresent(asked::add);
            }
        }
        return asked;
    }

    /**
     * @param accounts as they stand, with those that are spent from
     * @return a sum for each that is asked, from 0 to {@link Amount#LARGEST}: no limit reaches further
     */
    static Map<Spending, Amount> read(
            Connection connection,
            CommunityId community,
            Set<Spending> asked,
            List<Account> accounts,
            Instant startOfDay)
            throws SQLException {
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<Spending, Amount> spent = new HashMap<>();
        asked.forEach(spending -> spent.put(spending, Amount.ZERO));
        List<Wanted> wanted = wanted(asked, accounts, startOfDay);
        if (!wanted.isEmpty()) {
            read(connection, community, wanted, startOfDay, spent);
        }
        return spent;
    }

    /** An account without an entry of today has nothing to read. */
    private static List<Wanted> wanted(Set<Spending> asked, List<Account> accounts, Instant startOfDay) {
        Map<AccountId, Long> entryCounts = new HashMap<>();
        for (Account account : accounts) {
            if (account.entryCount() > 0 && !account.lastBookedAt().isBefore(startOfDay)) {
                entryCounts.put(account.id(), account.entryCount());
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        for (Spending spending : asked) {
            Long entryCount = entryCounts.get(spending.account());
            if (entryCount != null) {
                wanted.add(new Wanted(spending, entryCount));
            }
        }
        return wanted;
    }

    private static void read(
            Connection connection,
            CommunityId community,
            List<Wanted> wanted,
            Instant startOfDay,
            Map<Spending, Amount> spent)
            throws SQLException {
        OffsetDateTime start = OffsetDateTime.ofInstant(startOfDay, ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, Amount.LARGEST.minorUnits());
            statement.setObject(2, community.value());
            statement.setObject(3, start);
            statement.setObject(4, community.value());
            statement.setObject(5, community.value());
            statement.setArray(
                    6,
                    BinaryArrays.of(
                            connection,
                            BinaryArrays.UUIDS,
                            wanted,
                            one -> one.spending().account().value()));
            statement.setArray(
                    7,
                    BinaryArrays.of(
                            connection,
                            BinaryArrays.UUIDS,
                            wanted,
                            one -> one.spending().spender().value()));
            statement.setArray(8, BinaryArrays.of(connection, BinaryArrays.LONGS, wanted, Wanted::entryCount));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                Spending spending = new Spending(
                        new AccountId(rows.getObject(1, UUID.class)), new SpenderId(rows.getObject(2, UUID.class)));
                spent.put(spending, Amount.ofMinorUnits(rows.getLong(3)));
            }
        }
    }
}
