package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.KeyClaim.Fingerprint;

/** Reads what a rehearsal decides on: without locks, so a posting may still decide otherwise. */
public final class BooksReader {
    private static final String AS_THEY_STAND_NOW = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private final DataSource dataSource;

    public BooksReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The books at one moment, that of the first question, whatever is posted meanwhile: a trade whose key has bought it is
     * in the balances too. Holds a connection until it is closed.
     */
    public Snapshot snapshot() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(AS_THEY_STAND_NOW);
            }
            return new Snapshot(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether this key of this caller has bought anything. */
    public boolean hasBought(CommunityId community, UUID caller, String key) {
        return purchase(community, caller, key).isPresent();
    }

    /** The trades that this very request has bought; none where its key has bought nothing, or something else. */
    public List<TradeId> tradesOf(CommunityId community, KeyClaim claim) {
        return purchase(community, claim.caller(), claim.key())
                .filter(purchase -> purchase.fingerprint().equals(claim.fingerprint()))
                .map(Purchase::trades)
                .orElse(List.of());
    }

    private Optional<Purchase> purchase(CommunityId community, UUID caller, String key) {
        KeyClaim claim = new KeyClaim(caller, key, Fingerprint.of(List.of()));
        try (Snapshot snapshot = snapshot()) {
            return new BooksSql(snapshot.connection)
                    .purchases(community, List.of(claim)).values().stream().findFirst();
        } catch (SQLException e) {
            throw new SqlFault(e).ofReading();
        }
    }

    /** The books at one moment. */
    public static final class Snapshot implements AutoCloseable {
        private final Connection connection;

        private Snapshot(Connection connection) {
            this.connection = connection;
        }

        /** All accounts of a community. */
        public List<Account> accounts(CommunityId community) throws SQLException {
            return new BooksSql(connection).allAccounts(community);
        }

        /** Those of the keys that have bought something, with what they were used for. */
        public Map<String, Fingerprint> bought(CommunityId community, UUID caller, List<String> keys)
                throws SQLException {
            List<KeyClaim> claims = new ArrayList<>();
            for (String key : keys) {
                claims.add(new KeyClaim(caller, key, Fingerprint.of(List.of())));
            }
            Map<String, Fingerprint> bought = new HashMap<>();
            if (!claims.isEmpty()) {
                new BooksSql(connection)
                        .purchases(community, claims)
                        .forEach((name, purchase) -> bought.put(name.key(), purchase.fingerprint()));
            }
            return bought;
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
