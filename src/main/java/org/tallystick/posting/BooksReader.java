package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.CommunityId;
import org.tallystick.posting.KeyClaim.Fingerprint;

/** Reads what a rehearsal decides on: without locks, so a posting may still decide otherwise. */
public final class BooksReader {
    private final DataSource dataSource;

    public BooksReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All accounts of a community. */
    public List<Account> accounts(CommunityId community) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new BooksSql(connection).allAccounts(community);
        }
    }

    /** Those of the keys that have bought something, with what they were used for. */
    public Map<String, Fingerprint> bought(CommunityId community, UUID caller, List<String> keys) throws SQLException {
        List<KeyClaim> claims = new ArrayList<>();
        for (String key : keys) {
            claims.add(new KeyClaim(caller, key, Fingerprint.of(List.of())));
        }
        Map<String, Fingerprint> bought = new HashMap<>();
        if (!claims.isEmpty()) {
            try (Connection connection = dataSource.getConnection()) {
                new BooksSql(connection)
                        .purchases(community, claims)
                        .forEach((name, purchase) -> bought.put(name.key(), purchase.fingerprint()));
            }
        }
        return bought;
    }
}
