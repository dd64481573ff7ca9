package org.tallystick.trade;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountEntries;

/**
 * The ids of trades, the newest first. Ids are in the order of booking times, so a period is a range of them.
 *
 * @param first the lowest id
 * @param before ids below this one
 */
record TradeListSql(Connection connection, CommunityId community, UUID first, UUID before, int limit) {
    private static final Comparator<UUID> OLDEST_FIRST = Ids::compare;

    private static final String ALL = """
            SELECT trade_id FROM trade WHERE community_id = ? AND trade_id >= ? AND trade_id < ?
             ORDER BY trade_id DESC LIMIT ?""";

    /** More accounts than these are not read one by one. */
    private static final int FEW_ACCOUNTS = 50;

    private static final String SOME = """
            SELECT trade_id FROM trade WHERE community_id = ? AND trade_id >= ? AND trade_id < ?
               AND (payer_id = ANY (?) OR payee_id = ANY (?) OR recorded_by = ?
                    OR EXISTS (SELECT FROM trade_line l WHERE l.community_id = trade.community_id
                                  AND l.trade_id = trade.trade_id AND l.account_id = ANY (?)))
             ORDER BY trade_id DESC LIMIT ?""";

    private static final String ENTRIES_BEFORE = """
            SELECT trade_id, entry_no FROM entry WHERE community_id = ? AND account_id = ? AND entry_no < ?
             ORDER BY entry_no DESC LIMIT ?""";

    List<TradeId> all() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setObject(1, community.value());
            statement.setObject(2, first);
            statement.setObject(3, before);
            statement.setInt(4, limit);
            return ids(statement.executeQuery()).stream().map(TradeId::new).toList();
        }
    }

    /** @param recordedBy whose records are among them too */
    List<TradeId> ofAccounts(Collection<AccountId> accounts, Optional<UUID> recordedBy) throws SQLException {
        if (recordedBy.isEmpty() && accounts.size() <= FEW_ACCOUNTS) {
            return ofAccounts(accounts);
        }
        try (PreparedStatement statement = connection.prepareStatement(SOME)) {
            Array ids = BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts, AccountId::value);
            statement.setObject(1, community.value());
            statement.setObject(2, first);
            statement.setObject(3, before);
            statement.setArray(4, ids);
            statement.setArray(5, ids);
            statement.setObject(6, recordedBy.orElse(null), Types.OTHER);
            statement.setArray(7, ids);
            statement.setInt(8, limit);
            return ids(statement.executeQuery()).stream().map(TradeId::new).toList();
        }
    }

    List<TradeId> ofAccounts(Collection<AccountId> accounts) throws SQLException {
        TreeSet<UUID> newest = new TreeSet<>(OLDEST_FIRST.reversed());
        for (AccountId account : accounts) {
            newest.addAll(newestOf(account));
        }
        return newest.stream().limit(limit).map(TradeId::new).toList();
    }

    /**
     * The newest of one account, and maybe some more. Its entries are read backwards from where the ids begin to be too high,
     * until there are enough that are certainly newer than all that was not read: entries are in the order of booking times,
     * but within a millisecond not in that of the ids. A trade may have several of them, its levy or its part of a reversal, and counts once.
     */
    private Set<UUID> newestOf(AccountId account) throws SQLException {
        AccountEntries entries = new AccountEntries(connection, community, account);
        AccountEntries.Reach reach = entries.reach();
        long next = before.equals(Ids.LAST)
                ? reach.entryCount() + 1
                : entries.firstAtOrAfter(Ids.time(before).plusMillis(1), reach);
        Set<UUID> found = new HashSet<>();
        boolean enough = false;
        while (next > 1 && !enough) {
            UUID oldest = Ids.LAST;
            try (PreparedStatement statement = connection.prepareStatement(ENTRIES_BEFORE)) {
                entries.setAccount(statement, 1);
                statement.setLong(3, next);
                statement.setInt(4, limit);
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    oldest = rows.getObject(1, UUID.class);
                    next = rows.getLong(2);
                    if (Ids.compare(oldest, first) >= 0 && Ids.compare(oldest, before) < 0) {
                        found.add(oldest);
                    }
                }
            }
            Instant read = Ids.time(oldest);
            enough = read.isBefore(Ids.time(first))
                    || found.stream().filter(id -> Ids.time(id).isAfter(read)).count() >= limit;
        }
        return found;
    }

    List<AccountId> accountsOf(Collection<UUID> members) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT account_id FROM account WHERE community_id = ? AND member_id = ANY (?)")) {
            statement.setObject(1, community.value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, members, member -> member));
            return ids(statement.executeQuery()).stream().map(AccountId::new).toList();
        }
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }
}
