package org.tallystick.posting;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.posting.KeyClaim.Fingerprint;

/** The statements of the posting path. Each names one community as a scalar, and all of a batch goes in as arrays. */
final class BooksSql {
    private static final String READ_ACCOUNTS =
            "SELECT " + AccountColumns.NAMES + " FROM account WHERE community_id = ?";

    static final String READ_THESE_ACCOUNTS = READ_ACCOUNTS + " AND account_id = ANY (?) ORDER BY account_id";

    static final String LOCK_ACCOUNTS = READ_THESE_ACCOUNTS + " FOR UPDATE";

    private static final String READ_COMMUNITY =
            "SELECT access_version, time_zone, frozen_may_receive, value_date_days_back, phase = 'open' FROM community WHERE community_id = ?";

    static final String LOCK_COMMUNITY = "SELECT FROM community WHERE community_id = ? FOR NO KEY UPDATE";

    /** LATERAL with LIMIT keeps it a look-up by the primary key for each, however stale the statistics are. */
    private static final String READ_KEYS = """
            SELECT k.caller_id, k.key, k.fingerprint, k.trade_ids
              FROM unnest(?::uuid[], ?::text[]) AS wanted (caller_id, key)
             CROSS JOIN LATERAL (
                   SELECT * FROM idempotency_key i
                    WHERE i.community_id = ? AND i.caller_id = wanted.caller_id AND i.key = wanted.key LIMIT 1) k""";

    private final Connection connection;

    BooksSql(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Goes through the gate of {@link AccessVersion}, locks the accounts, then reads the community and the keys: statements in
     * one round trip, of which the later see what was committed before the locks were had.
     */
    Facts lockAndLookUp(CommunityId community, Set<AccountId> accounts, List<KeyClaim> claims, Locking locking)
            throws SQLException {
        String text = locking.statements() + ";" + READ_COMMUNITY + (claims.isEmpty() ? "" : ";" + READ_KEYS);
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int next = locking.setGate(statement, community);
            statement.setObject(next++, community.value());
            statement.setArray(
                    next++, uuids(accounts.stream().map(AccountId::value).toList()));
            statement.setObject(next++, community.value());
            if (!claims.isEmpty()) {
                setKeys(statement, next, community, claims);
            }
            statement.execute();
            for (int i = 0; i < locking.ahead(); i++) {
                statement.getMoreResults();
            }
            return facts(community, statement, !claims.isEmpty());
        }
    }

    /** From the result of the accounts on. */
    private static Facts facts(CommunityId community, PreparedStatement statement, boolean withKeys)
            throws SQLException {
        List<Account> found = new ArrayList<>();
        Map<AccountId, Long> versions = new HashMap<>();
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
            Account account = AccountColumns.read(rows);
            found.add(account);
            versions.put(account.id(), AccountColumns.limitsVersion(rows));
        }
        statement.getMoreResults();
        ResultSet communityRow = statement.getResultSet();
        if (!communityRow.next()) {
            throw new IllegalStateException("no community " + community);
        }
        long accessVersion = communityRow.getLong(1);
        ZoneId zone = ZoneId.of(communityRow.getString(2));
        boolean frozenMayReceive = communityRow.getBoolean(3);
        int valueDateDaysBack = communityRow.getInt(4);
        boolean open = communityRow.getBoolean(5);
        Map<KeyName, Purchase> purchases = new HashMap<>();
        if (withKeys) {
            statement.getMoreResults();
            purchases = purchases(statement.getResultSet());
        }
        return new Facts(accessVersion, zone, frozenMayReceive, valueDateDaysBack, open, found, versions, purchases);
    }

    Map<KeyName, Purchase> purchases(CommunityId community, List<KeyClaim> claims) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_KEYS)) {
            setKeys(statement, 1, community, claims);
            return purchases(statement.executeQuery());
        }
    }

    private void setKeys(PreparedStatement statement, int first, CommunityId community, List<KeyClaim> claims)
            throws SQLException {
        statement.setArray(first, uuids(claims.stream().map(KeyClaim::caller).toList()));
        statement.setArray(first + 1, texts(claims.stream().map(KeyClaim::key).toList()));
        statement.setObject(first + 2, community.value());
    }

    List<Account> allAccounts(CommunityId community) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_ACCOUNTS)) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            List<Account> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(AccountColumns.read(rows));
            }
            return accounts;
        }
    }

    private static Map<KeyName, Purchase> purchases(ResultSet rows) throws SQLException {
        Map<KeyName, Purchase> purchases = new HashMap<>();
        while (rows.next()) {
            List<TradeId> trades = new ArrayList<>();
            for (Object id : (Object[]) rows.getArray(4).getArray()) {
                trades.add(new TradeId((UUID) id));
            }
            purchases.put(
                    new KeyName(rows.getObject(1, UUID.class), rows.getString(2)),
                    new Purchase(Fingerprint.ofStored(rows.getBytes(3)), trades));
        }
        return purchases;
    }

    List<BookedTrade> trades(CommunityId community, Set<TradeId> ids) throws SQLException {
        return ids.isEmpty() ? List.of() : BookedTradeSql.read(connection, community, ids);
    }

    /** Tells the database's guard, for this transaction, which trade may pass the limits of its accounts. */
    void markOverride(UUID trade) throws SQLException {
        mark("tallystick.override", trade);
    }

    /** Tells it that what this transaction books settles the community, which takes no other trade. */
    void markWindingUp(CommunityId community) throws SQLException {
        mark("tallystick.winding_up", community.value());
    }

    private void mark(String setting, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, id.toString());
            statement.execute();
        }
    }

    void write(Batch batch) throws SQLException {
        BatchInsert.write(connection, batch);
    }

    private Array uuids(Collection<UUID> values) throws SQLException {
        return BinaryArrays.of(connection, BinaryArrays.UUIDS, values, value -> value);
    }

    private Array texts(Collection<String> values) throws SQLException {
        return BinaryArrays.of(connection, BinaryArrays.TEXTS, values, value -> value);
    }
}
