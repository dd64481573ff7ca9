package org.tallystick.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.posting.AccountColumns;

/** All of an account that changes, as last committed. */
record AccountState(Account account, long limitsVersion) {
    private static final String READ =
            "SELECT " + AccountColumns.NAMES + " FROM account WHERE community_id = ? AND account_id = ANY (?)";

    static Map<AccountId, AccountState> read(
            Connection connection, CommunityId community, Collection<AccountId> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts, AccountId::value));
            ResultSet rows = statement.executeQuery();
            Map<AccountId, AccountState> found = new HashMap<>();
            while (rows.next()) {
                Account account = AccountColumns.read(rows);
                found.put(account.id(), new AccountState(account, AccountColumns.limitsVersion(rows)));
            }
            return found;
        }
    }
}
